"""Checks of values that are numbers, and of arguments that must stay as they are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checks.failure import CheckFailed, check_that
from autograder.checks.forms import as_floats, numbers_of
from autograder.compare import wording
from autograder.compare.closeness import closeness
from autograder.compare.distance import how_far, same_factor, share_of_tolerance
from autograder.compare.exact import close_exactly, is_whole, number_array, same
from autograder.compare.tables import ATOL, RTOL
from autograder.languages import from_course, say


def check_close(
    actual: Any,
    expected: Any,
    name: str,
    *,
    rtol: float | None = None,
    atol: float | None = None,
) -> None:
    """Check that shapes are equal and |actual - expected| <= atol + rtol * |expected|.

    The defaults are `rtol` 1e-6 (relative) and `atol` 1e-9 (in the unit of the values). If
    neither is given, whole numbers of any size must be equal. Raises CheckFailed.
    """
    right = number_array(expected, objects=True)
    if right is None:
        raise TypeError(f"{name}: what is expected are no numbers")
    seen = numbers_of(actual, name, right.shape)
    is_exact = rtol is None and atol is None and is_whole(seen) and is_whole(right)
    rtol = 0.0 if is_exact else RTOL if rtol is None else rtol
    atol = 0.0 if is_exact else ATOL if atol is None else atol
    if is_exact or "O" in {seen.dtype.kind, right.dtype.kind}:
        close, far, hint = close_exactly(seen, right, rtol, atol), "", ""
        closeness.note(0.0 if close.all() else math.inf)
    else:
        close, far, hint = _close(seen, right, rtol, atol)
    if not close.all():
        wrong = int(close.size - np.count_nonzero(close))
        raise CheckFailed(
            wording.some_wrong(name, wrong, close.size, far), hint if close.size > 1 else ""
        )


def _close(
    seen: NDArray[Any], right: NDArray[Any], rtol: float, atol: float
) -> tuple[NDArray[Any], str, str]:
    """Return where values are close; if some are not, how far off, and by what factor."""
    finite = np.isfinite(seen)
    off = np.abs(np.where(finite, seen, 0) - (right + 0.0))
    tolerated = atol + rtol * np.abs(right)
    close = finite & (off <= tolerated)
    if closeness.largest is not None:
        closeness.note(share_of_tolerance(off, tolerated) if finite.all() else math.inf)
    if close.all() or not finite.all():
        return close, "", ""
    return close, how_far(off, right), same_factor(seen, right, rtol)


def check_values(
    actual: Any, expected: Any, name: str, *, rtol: float | None = None, atol: float | None = None
) -> None:
    """Check values as `check_close` does, but in any shape; raises CheckFailed."""
    right = np.asarray(expected)
    seen = numbers_of(actual, name)
    seen = seen.reshape(right.shape) if seen.size == right.size else seen
    check_close(seen, expected, name, rtol=rtol, atol=atol)


def right_parts(
    actual: Mapping[str, Any],
    expected: Mapping[str, Any],
    *,
    rtol: float | None = None,
    atol: float | None = None,
) -> list[str]:
    """Return the names of the parts of an answer whose values are right."""
    right = []
    for name in expected:
        try:
            check_values(actual.get(name), expected[name], name, rtol=rtol, atol=atol)
        except CheckFailed:
            continue
        right.append(name)
    return right


Parts = tuple[Mapping[str, Any], Mapping[str, Any]]  # an answer's parts, and the right ones


def check_also_right(
    usual: Parts,
    *others: Parts,
    told: str,
    some: bool = True,
    rtol: float | None = None,
    atol: float | None = None,
) -> None:
    """Check that the parts that are right in a usual case are right in other cases too.

    A part that is wrong there is judged by another test. If all are, some part must be right in
    each other case, unless `some` is False. `told` follows a part's name. Raises CheckFailed.
    """
    names, where = right_parts(*usual, rtol=rtol, atol=atol), from_course(told)
    for actual, expected in others:
        for name in names:
            part = say("{name}{where}", name=name, where=where)
            check_values(actual.get(name), expected[name], part, rtol=rtol, atol=atol)
        is_right = names or not some or right_parts(actual, expected, rtol=rtol, atol=atol)
        said = say("{names}: wrong{where}, as in general", names=", ".join(expected), where=where)
        check_that(is_right, said)


def check_unchanged(after: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Check that a call left its arguments unchanged; raises CheckFailed.

    `after` and `before` hold the arguments by name; lists, tuples and dicts may be nested.
    """
    for name, value in before.items():
        if not same(after.get(name), value):
            raise CheckFailed(
                say("the call changed its argument {name}", name=name),
                say(
                    "Make new arrays (A - B) instead of writing into the ones you were given "
                    "(A -= B)."
                ),
            )


def check_stable(actual: Any, expected: Any, name: str, *, rtol: float = 1e-6) -> None:
    """Check values that a formula may lose to overflow or cancellation, as at large inputs.

    Each counts by its own size: |actual - expected| <= rtol * |expected|. Raises CheckFailed.
    """
    right = np.asarray(expected, dtype=float)
    seen = as_floats(numbers_of(actual, name))
    if seen.size != right.size:
        raise CheckFailed(wording.other_shape(name, seen.shape, right.shape))
    seen = seen.reshape(right.shape)
    if not np.isfinite(seen).all():
        raise CheckFailed(wording.overflowed(seen, name), wording.OVERFLOWS)
    try:
        check_close(seen, right, name, rtol=rtol, atol=float(np.finfo(float).tiny))
    except CheckFailed:
        raise CheckFailed(wording.inexact(name), wording.CANCELS) from None


def check_accuracy(predicted: Any, labels: Any, at_least: float, name: str) -> None:
    """Check that at least a share (1.0 means all) of the predictions equals the labels.

    Predictions must have the shape of the labels. It is meant for what training reaches on unseen
    samples; choose a share well below the usual one. Raises CheckFailed.
    """
    right = np.asarray(labels)
    seen = numbers_of(predicted, name, right.shape)
    share = float(np.mean(seen == right))
    if share < at_least:
        told = say(
            "{name} are right for less than {share} of fresh samples, which can be reached",
            name=from_course(name),
            share=f"{at_least:.0%}",
        )
        raise CheckFailed(told)
