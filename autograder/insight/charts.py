"""Charts as SVG to be put into a page; the page's style sheet gives them their colours.

Each chart is a picture for eyes only: the page has the same numbers as text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from autograder.insight.figures import ExerciseFigures, Spread
from autograder.results.points import points_text
from autograder.text import shortened

_INCH = 72  # SVG units
_WIDTH = 420 / _INCH
# Colours that stand for the page's own, which differ between light and dark.
_COLOURS = {
    "#010101": "var(--ink)",
    "#020202": "var(--soft)",
    "#030303": "var(--line)",
    "#040404": "var(--full)",
    "#050505": "var(--half)",
    "#060606": "var(--some)",
    "#070707": "var(--none)",
    "#080808": "var(--bar)",
}
_INK, _SOFT, _LINE, _FULL, _HALF, _SOME, _NONE, _BAR = _COLOURS
_PARTS = (("all points", _FULL), ("half or more", _HALF), ("less", _SOME), ("none", _NONE))
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 12,
    "text.color": _INK,
    "axes.labelcolor": _SOFT,
    "axes.edgecolor": _LINE,
    "xtick.color": _SOFT,
    "ytick.color": _INK,
    "text.parse_math": False,  # names come from courses
}
_MOST_CHARS = 24  # of a name beside a bar


def marks_chart(marks: Spread) -> str:
    """Return a histogram of the marks in tenths of the points, with the median."""
    with mpl.rc_context({**_STYLE, "svg.hashsalt": "marks"}):
        figure, axes = _figure(200 / _INCH)
        tenth = marks.most_possible / len(marks.bins)
        lefts = [tenth * number for number in range(len(marks.bins))]
        bars = axes.bar(lefts, marks.bins, tenth * 0.92, align="edge", color=_BAR)
        axes.bar_label(bars, [str(n or "") for n in marks.bins], color=_INK, padding=2)
        below = axes.get_xaxis_transform()
        axes.plot(marks.median, -0.05, "^", color=_INK, transform=below, clip_on=False)
        axes.tick_params(axis="x", pad=8)
        axes.set_xlim(0, marks.most_possible)
        axes.set_ylim(0, 1.15 * max(marks.bins) or 1)
        axes.set_xticks([tenth * number for number in range(0, len(marks.bins) + 1, 2)])
        axes.xaxis.set_major_formatter(lambda value, _: points_text(value))
        axes.set_yticks([])
        axes.set_xlabel("points (the triangle is at the median)")
        return _svg(figure, "marks")


def exercises_chart(exercises: Sequence[ExerciseFigures]) -> str:
    """Return a bar for each exercise: how many have all points, half or more, less, or none."""
    with mpl.rc_context({**_STYLE, "svg.hashsalt": "exercises"}):
        figure, axes = _figure((70 + 30 * len(exercises)) / _INCH)
        rows = range(len(exercises))
        before = [0.0] * len(exercises)
        for part, (label, colour) in enumerate(_PARTS):
            counts = [(e.full, e.half, e.some, e.none)[part] for e in exercises]
            totals = [max(1, e.full + e.half + e.some + e.none) for e in exercises]
            shares = [100 * n / total for n, total in zip(counts, totals, strict=True)]
            axes.barh(rows, shares, 0.7, before, color=colour, label=label)
            before = [left + share for left, share in zip(before, shares, strict=True)]
        axes.set_yticks(rows, [shortened(e.title or e.name, _MOST_CHARS) for e in exercises])
        axes.invert_yaxis()
        axes.set_xlim(0, 100)
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f} %")
        axes.tick_params(axis="y", length=0)
        figure.legend(
            loc="outside upper left",
            ncols=4,
            frameon=False,
            handlelength=1,
            columnspacing=1,
            handletextpad=0.5,
        )
        return _svg(figure, "exercises")


def _figure(height: float) -> tuple[Figure, Axes]:
    figure = Figure((_WIDTH, height), layout="constrained")
    figure.patch.set_visible(False)
    axes = figure.subplots()
    axes.patch.set_visible(False)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    return figure, axes


def _svg(figure: Figure, name: str) -> str:
    file = io.StringIO()
    canvas: Any = FigureCanvasSVG(figure)
    canvas.print_svg(file, metadata={"Date": None, "Creator": None})
    text = file.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
    for placeholder, colour in _COLOURS.items():
        text = text.replace(placeholder, colour)
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = re.sub(r'(href="|url\()#', rf"\1#{name}-", text)
    return text.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1).strip()
