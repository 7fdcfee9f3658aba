"""Say how far an answer is from the right one, in words that reveal no hidden value."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.compare.wording import type_name as type_name  # noqa: PLC0414 - the same
from autograder.languages import say, say_n
from autograder.wire.values import Seed as Seed  # noqa: PLC0414 - for graders to import from here

_WRONG_SIGN = say("Every value has the wrong sign; the rest is right.")
_TIMES = (
    say_n(
        "Every value is {n} time too small; the rest is right.",
        "Every value is {n} times too small; the rest is right.",
    ),
    say_n(
        "Every value is {n} time too large; the rest is right.",
        "Every value is {n} times too large; the rest is right.",
    ),
)
_NEGATIVE = (
    say_n(
        "Every value has the wrong sign and is {n} time too small; the rest is right.",
        "Every value has the wrong sign and is {n} times too small; the rest is right.",
    ),
    say_n(
        "Every value has the wrong sign and is {n} time too large; the rest is right.",
        "Every value has the wrong sign and is {n} times too large; the rest is right.",
    ),
)
_FACTORS = (*range(2, 11), 100, 1000)  # any other could carry a message


def how_far(off: NDArray[Any], expected: NDArray[Any]) -> str:
    """Return a bound on the largest error, as a share of the largest value; "" if it is far off.

    The bound is one of a few fixed steps, because an exact number could carry a hidden input out.
    """
    largest = np.max(np.abs(expected))
    for share, words in ((1e-3, "0.1 %"), (1e-2, "1 %"), (1e-1, "10 %")):
        if np.max(off) < share * largest:
            return words
    return ""


def share_of_tolerance(off: NDArray[Any], tolerated: NDArray[Any]) -> float:
    """Return the largest error as a share of the tolerance at its place."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.max(np.where(off > 0, off / tolerated, 0.0), initial=0.0))


def same_factor(actual: NDArray[Any], expected: NDArray[Any], rtol: float) -> str:
    """Return a sentence on the whole factor by which all values are off; "" if there is none.

    It is given only if at least two values differ from each other. With a single value, the
    factor would reveal the expected value.
    """
    telling = expected != 0
    if np.any(actual[~telling]) or len(np.unique(expected[telling])) < 2:
        return ""
    ratios = actual[telling] / expected[telling]
    factor = complex(ratios.flat[0])
    if factor.imag or not factor.real or not np.allclose(ratios, factor.real, rtol=rtol, atol=0):
        return ""
    size = max(abs(factor.real), 1 / abs(factor.real))
    near = max(rtol, 1e-9)
    whole = next((n for n in (1, *_FACTORS) if math.isclose(size, n, rel_tol=near)), 0)
    if not whole:
        return ""
    is_large, is_negative = abs(factor.real) > 1, factor.real < 0
    if whole == 1:
        return _WRONG_SIGN if is_negative else ""
    return (_NEGATIVE if is_negative else _TIMES)[is_large].filled(whole)
