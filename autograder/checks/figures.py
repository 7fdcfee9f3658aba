"""The check of a figure: its texts, scales and limits, and the data that it shows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

import numpy as np

from autograder.checks.elements import other_number
from autograder.checks.failure import CheckFailed
from autograder.checks.texts import check_text
from autograder.compare import wording
from autograder.compare.tables import ATOL, RTOL
from autograder.languages import from_course, say
from autograder.student.figures import Axes, Bars, Figure, Points

_SWAPPED = say("The two axes are swapped.")
_WORDS = {
    "title": say("the title of {name}"),
    "xlabel": say("the label of the x-axis of {name}"),
    "ylabel": say("the label of the y-axis of {name}"),
    "xscale": say("the scale of the x-axis of {name}"),
    "yscale": say("the scale of the y-axis of {name}"),
    "xlim": say("the limits of the x-axis of {name}"),
    "ylim": say("the limits of the y-axis of {name}"),
    "legend": say("the legend of {name}"),
    "lines": say("the lines of {name}"),
    "points": say("the points of {name}"),
    "bars": say("the bars of {name}"),
}


# Of the title, the label of the x-axis and that of the y-axis, whichever are missing.
_MISSING = {
    ("title", "xlabel"): say("the title and the label of the x-axis of {name} are missing"),
    ("title", "ylabel"): say("the title and the label of the y-axis of {name} are missing"),
    ("xlabel", "ylabel"): say("the labels of both axes of {name} are missing"),
    ("title", "xlabel", "ylabel"): say("the title and both labels of {name} are missing"),
}
_OTHER_COUNT = say("{name} are too few"), say("{name} are too many")


class _Within(NamedTuple):
    rtol: float
    atol: float


def check_figure(
    actual: Any,
    name: str = "the figure",
    *,
    axes: int = 0,
    rtol: float = RTOL,
    atol: float = ATOL,
    **asked: Any,
) -> Axes:
    """Check what is asked for of one of a figure's axes, and return these axes.

    `actual` is from `student.<function>.figure`; `axes` counts from 0. What can be asked for:

    - `title`, `xlabel`, `ylabel`: a text, in which case and spaces do not count; True for any text;
    - `xscale`, `yscale`: such as "log"; `xlim`, `ylim`: pairs of numbers;
    - `legend`: a list of texts in any order; True for any legend;
    - `lines`, `points`: a list of pairs (x, y), one for each line or group of points, in any order;
      or only their number; True for any. Points of a group may come in any order;
    - `bars`: a list with the heights of each group of bars; or only the number of groups; True for
      any.

    Raises CheckFailed.
    """
    if unknown := asked.keys() - _WORDS.keys():
        raise TypeError(f"{name}: cannot ask for {', '.join(sorted(unknown))}")
    named = from_course(name)
    if actual is None:
        raise CheckFailed(say("no figure was drawn"))
    if not isinstance(actual, Figure):
        raise CheckFailed(wording.other_type(actual, name, say("a figure")))
    if len(actual.axes) <= axes:
        raise CheckFailed(say("{name} has too few axes", name=named))
    _check_texts_are_there(actual.axes[axes], asked, named)
    for what, wanted in asked.items():
        seen = getattr(actual.axes[axes], what)
        _CHECKS[what](seen, wanted, _WORDS[what].filled(name=named), _Within(rtol, atol))
    return actual.axes[axes]


def _check_texts_are_there(seen: Axes, asked: Collection[str], name: str) -> None:
    """Check that not several of the texts that are asked for are missing."""
    missing = tuple(w for w in ("title", "xlabel", "ylabel") if w in asked)
    missing = tuple(what for what in missing if not getattr(seen, what).strip())
    if (told := _MISSING.get(missing)) is not None:
        raise CheckFailed(told.filled(name=name))


def _check_text(seen: str, wanted: Any, name: str, _: _Within) -> None:
    if not seen.strip():
        raise CheckFailed(say("{name} is missing", name=name))
    if wanted is not True:
        check_text(seen, wanted, name, case=False, spaces=False)


def _check_scale(seen: str, wanted: str, name: str, _: _Within) -> None:
    if seen != wanted:
        raise CheckFailed(say("{name} is not {wanted}", name=name, wanted=wanted))


def _check_limits(seen: Any, wanted: Any, name: str, within: _Within) -> None:
    if not np.allclose(seen, wanted, *within):
        raise CheckFailed(say("{name} are not as asked for", name=name))


def _check_legend(seen: list[str] | None, wanted: Any, name: str, _: _Within) -> None:
    if not seen:
        hint = say("Give each line a label, then call legend().")
        raise CheckFailed(say("{name} is missing", name=name), hint)
    if wanted is True:
        return
    ours, theirs = (sorted(" ".join(t.casefold().split()) for t in ts) for ts in (wanted, seen))
    if len(ours) != len(theirs):
        raise CheckFailed(other_number(len(theirs), len(ours), name))
    if ours != theirs:
        raise CheckFailed(say("{name} has other texts than asked for", name=name))


def _check_data(seen: list[Any], wanted: Any, name: str, within: _Within) -> None:
    """Check that each line, or group of points or bars, that is asked for is there."""
    if wanted is True:
        if not seen:
            raise CheckFailed(_OTHER_COUNT[0].filled(name=name))
        return
    count = wanted if isinstance(wanted, int) else len(wanted)
    if len(seen) != count:
        raise CheckFailed(_OTHER_COUNT[len(seen) > count].filled(name=name))
    left = list(seen)
    for one in [] if isinstance(wanted, int) else wanted:
        fits = [_fits(drawn, one, within) for drawn in left]
        if True not in fits:
            is_swapped = any(_fits(_swapped(drawn), one, within) for drawn in left)
            told = say("{name} do not show the right data", name=name)
            raise CheckFailed(told, _SWAPPED if is_swapped else "")
        del left[fits.index(True)]


def _swapped(drawn: Any) -> Any:
    return drawn if isinstance(drawn, Bars) else drawn._replace(x=drawn.y, y=drawn.x)


def _fits(drawn: Any, wanted: Any, within: _Within) -> bool:
    """Return whether a line, or a group of points or bars, shows the data that is asked for."""
    bars = isinstance(drawn, Bars)
    seen = np.stack([drawn.heights] if bars else [drawn.x, drawn.y])
    right = np.asarray([wanted] if bars else list(wanted), float)
    if seen.shape != right.shape:
        return False
    if isinstance(drawn, Points):  # they have no order
        size = np.maximum(np.abs(right).max(1, keepdims=True, initial=0), within.atol)
        seen, right = (rows[:, _order(rows / size)] for rows in (seen, right))
    return bool(np.allclose(seen, right, *within, equal_nan=True))


def _order(rows: Any) -> Any:
    """Return an order of columns that a rounding error does not change."""
    return np.lexsort(np.round(rows, 7)[::-1])


_CHECKS: dict[str, Callable[[Any, Any, str, _Within], None]] = {
    **dict.fromkeys(("title", "xlabel", "ylabel"), _check_text),
    **dict.fromkeys(("xscale", "yscale"), _check_scale),
    **dict.fromkeys(("xlim", "ylim"), _check_limits),
    **dict.fromkeys(("lines", "points", "bars"), _check_data),
    "legend": _check_legend,
}
