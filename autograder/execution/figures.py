"""Read a figure of matplotlib as plain data; nothing is rendered.

seaborn and pandas draw with matplotlib, so their figures are read in the same way. It runs inside
the sandbox for submissions, so what comes out is only a claim; `student.figures` checks its form.
Nothing here imports matplotlib: code that drew a figure has imported it.
"""

from __future__ import annotations

import functools
import itertools
import sys
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from autograder.execution.printed import plain_text
from autograder.wire.figures import MAX_CHARS, MAX_OF_A_KIND, MAX_POINTS

Data = dict[str, Any]


def put_away() -> None:
    """Close what a cell has drawn, as a kernel does at the end of the cell.

    `pyplot.show_again` makes these figures the current ones again: for a test cell that asks for
    the current figure, which would otherwise be a new one.
    """
    plt = sys.modules.get("matplotlib.pyplot")
    helpers = sys.modules.get("matplotlib._pylab_helpers")
    if plt is None or helpers is None or not helpers.Gcf.figs:
        return
    drawn = dict(helpers.Gcf.figs)
    helpers.Gcf.figs.clear()
    plt.show_again = functools.partial(helpers.Gcf.figs.update, drawn)  # type: ignore[attr-defined]


def drawn_by(make: Callable[[], Any]) -> Data | None:
    """Return the figure that a call returned, or else drew last; None if there is none.

    The figures that were drawn before are closed, as a notebook does at the end of a cell. A value
    that is a figure, or has one, is not drawn anew.
    """
    if (plt := sys.modules.get("matplotlib.pyplot")) is not None:
        plt.close("all")
    found = _figure_in(make())
    plt = sys.modules.get("matplotlib.pyplot")
    if found is None and plt is not None and plt.get_fignums():
        found = plt.gcf()
    return None if found is None else _figure(found)


def _figure_in(value: Any) -> Any:
    """Return the figure that a value is, or to which it belongs; None for other values."""
    module = sys.modules.get("matplotlib.figure")
    if module is None:
        return None
    for one in _first_of(value):
        for found in (one, getattr(one, "figure", None), getattr(one, "fig", None)):
            if isinstance(found, module.FigureBase):
                return found
    return None


def _first_of(value: Any) -> Iterable[Any]:
    """Yield a value, or what is in it: plt.subplots returns a figure and an array of axes."""
    if isinstance(value, np.ndarray):
        return value.flat
    return value if isinstance(value, list | tuple) else [value]


def _figure(figure: Any) -> Data:
    title = getattr(figure, "_suptitle", None)
    return {
        "title": "" if title is None else _text(title.get_text()),
        "axes": [_axes(axes) for axes in _few(figure.axes)],
    }


def _axes(axes: Any) -> Data:
    legend = axes.get_legend()
    bars = [one for one in axes.containers if hasattr(one, "patches")]
    return {
        "title": _text(axes.get_title()),
        "xlabel": _text(axes.get_xlabel()),
        "ylabel": _text(axes.get_ylabel()),
        "xscale": _text(axes.get_xscale()),
        "yscale": _text(axes.get_yscale()),
        "xlim": [float(end) for end in axes.get_xlim()],
        "ylim": [float(end) for end in axes.get_ylim()],
        "xticks": _ticks(axes.xaxis),
        "yticks": _ticks(axes.yaxis),
        "legend": None if legend is None else [_text(t.get_text()) for t in _few(legend.texts)],
        "lines": [_line(line) for line in _few(axes.lines)],
        "bars": [_bars(container) for container in _few(bars)],
        "points": [_points(one) for one in _few(axes.collections) if hasattr(one, "get_sizes")],
        "images": [_numbers(image.get_array()) for image in _few(axes.images)],
    }


def _ticks(axis: Any) -> list[str]:
    return [_text(label.get_text()) for label in _few(axis.get_ticklabels())]


def _line(line: Any) -> Data:
    return {
        "x": _numbers(line.get_xdata(orig=False)),
        "y": _numbers(line.get_ydata(orig=False)),
        "label": _label(line),
        "style": _text(str(line.get_linestyle())),
        "marker": _text(str(line.get_marker())),
    }


def _bars(container: Any) -> Data:
    """Return bars by their middles along the axis, and how far they reach across it."""
    patches = container.patches[:MAX_POINTS]
    across = getattr(container, "orientation", None) == "horizontal"
    boxes = [(p.get_x(), p.get_width(), p.get_y(), p.get_height()) for p in patches]
    sides = [(y, h, x, w) for x, w, y, h in boxes] if across else boxes
    return {
        "at": _numbers([start + width / 2 for start, width, _, _ in sides]),
        "widths": _numbers([width for _, width, _, _ in sides]),
        "bases": _numbers([base for _, _, base, _ in sides]),
        "heights": _numbers([height for _, _, _, height in sides]),
        "label": _label(container),
        "horizontal": across,
    }


def _points(collection: Any) -> Data:
    places = _numbers(np.ma.filled(np.ma.asarray(collection.get_offsets(), float), np.nan))
    places = places.reshape(-1, 2)
    return {"x": places[:, 0].copy(), "y": places[:, 1].copy(), "label": _label(collection)}


def _label(artist: Any) -> str:
    """Return an artist's label; matplotlib's own for those that have none begins with _."""
    label = _text(str(artist.get_label()))
    return "" if label.startswith("_") else label


def _few(things: Iterable[Any]) -> list[Any]:
    return list(itertools.islice(things, MAX_OF_A_KIND))


def _numbers(values: Any) -> np.ndarray:
    array: np.ndarray = np.ma.filled(np.ma.asarray(values, float), np.nan)
    return array if array.size <= MAX_POINTS else np.full(0, np.nan)


def _text(text: Any) -> str:
    return plain_text(str.__getitem__(text, slice(0, MAX_CHARS)))
