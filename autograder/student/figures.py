"""A student's figure as plain data.

Trusted. What the sandbox says of a figure is a claim: all of it is checked before a test sees it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from autograder.wire.figures import MAX_CHARS, MAX_OF_A_KIND, MAX_POINTS


class Line(NamedTuple):
    """A line: its points, and how it is drawn."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    label: str
    style: str  # as in matplotlib: "-", "--", "None"
    marker: str


class Bars(NamedTuple):
    """Bars that were drawn together, as by one call of `bar` or `hist`."""

    at: NDArray[np.float64]  # the middles of the bars
    widths: NDArray[np.float64]
    bases: NDArray[np.float64]
    heights: NDArray[np.float64]  # from the base; how long horizontal bars are
    label: str
    horizontal: bool


class Points(NamedTuple):
    """Points that were drawn together, as by one call of `scatter`."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    label: str


class Axes(NamedTuple):
    """One coordinate system of a figure. Dates and categories are numbers in its data."""

    title: str
    xlabel: str
    ylabel: str
    xscale: str  # "linear", "log" or another one of matplotlib's
    yscale: str
    xlim: tuple[float, float]
    ylim: tuple[float, float]
    xticks: list[str]  # the texts at the ticks
    yticks: list[str]
    legend: list[str] | None  # its texts
    lines: list[Line]
    bars: list[Bars]
    points: list[Points]
    images: list[NDArray[np.float64]]


class Figure(NamedTuple):
    """A figure: its title and its axes, in the order in which they were made."""

    title: str
    axes: list[Axes]


class MalformedFigureError(Exception):
    """The sandbox sent what our own code never makes of a figure."""


def figure_of(value: Any) -> Figure | None:
    """Return a figure that the sandbox described; None if it says that there is none.

    Raises MalformedFigureError.
    """
    return None if value is None else Figure(**_fields(value, _FIGURE))


Form = Callable[[Any], Any]


def _fields(value: Any, forms: Mapping[str, Form]) -> dict[str, Any]:
    if type(value) is not dict or list(value) != list(forms):
        raise MalformedFigureError
    return {name: form(value[name]) for name, form in forms.items()}


def _one(kind: type[Any], forms: Mapping[str, Form]) -> Form:
    return lambda value: kind(**_fields(value, forms))


def _several(form: Form) -> Form:
    def read(value: Any) -> list[Any]:
        if type(value) is not list or len(value) > MAX_OF_A_KIND:
            raise MalformedFigureError
        return [form(item) for item in value]

    return read


def _text(value: Any) -> str:
    if type(value) is not str or len(value) > MAX_CHARS:
        raise MalformedFigureError
    return value


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise MalformedFigureError
    return value


def _image(value: Any) -> NDArray[np.float64]:
    if type(value) is not np.ndarray or value.dtype != np.float64 or value.size > MAX_POINTS:
        raise MalformedFigureError
    return value


def _row(value: Any) -> NDArray[np.float64]:
    if (row := _image(value)).ndim != 1:
        raise MalformedFigureError
    return row


def _limits(value: Any) -> tuple[float, float]:
    match value:
        case [float(low), float(high)] if type(value) is list:
            if math.isfinite(low) and math.isfinite(high):
                return low, high
    raise MalformedFigureError


def _legend(value: Any) -> list[str] | None:
    return None if value is None else _TEXTS(value)


_TEXTS = _several(_text)
_LINE = {"x": _row, "y": _row, "label": _text, "style": _text, "marker": _text}
_BARS = dict.fromkeys(("at", "widths", "bases", "heights"), _row)
_POINTS = {"x": _row, "y": _row, "label": _text}
_AXES = {
    **dict.fromkeys(("title", "xlabel", "ylabel", "xscale", "yscale"), _text),
    "xlim": _limits,
    "ylim": _limits,
    "xticks": _TEXTS,
    "yticks": _TEXTS,
    "legend": _legend,
    "lines": _several(_one(Line, _LINE)),
    "bars": _several(_one(Bars, _BARS | {"label": _text, "horizontal": _flag})),
    "points": _several(_one(Points, _POINTS)),
    "images": _several(_image),
}
_FIGURE: dict[str, Form] = {"title": _text, "axes": _several(_one(Axes, _AXES))}
