"""What may be said of wrong numbers if their form is right and no factor is known.

Each entry is a sentence on `{parts}`, and a test of what was seen, what is right, and the call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.values import as_numbers
from autograder.languages import Sentence, say_n

Array = NDArray[Any]
Test = Callable[[Any, Any, Case], bool]


def _of_numbers(test: Callable[[Array, Array], bool]) -> Test:
    def is_so(seen: Any, right: Any, _: Case) -> bool:
        first, second = as_numbers(seen), as_numbers(right)
        if first is None or second is None or first.shape != second.shape or not first.size:
            return False
        if first.dtype.kind not in "iuf" or not np.isfinite(first).all():
            return False
        return test(first.astype(float), second.astype(float))

    return is_so


def _is_same_everywhere(seen: Array, right: Array) -> bool:
    return seen.size > 1 and bool(np.ptp(seen) == 0 and np.ptp(right) != 0)


def _is_off_by_one_amount(seen: Array, right: Array) -> bool:
    off = seen - right
    return seen.size > 1 and bool(np.ptp(off) <= 1e-9 * np.abs(off).max())


def _is_off_by_one_factor(seen: Array, right: Array) -> bool:
    if seen.size < 2 or np.ptp(right) == 0 or (right == 0).any():
        return False
    ratios = seen / right
    return bool(np.ptp(ratios) <= 1e-9 * np.abs(ratios).max())


QUALITIES: tuple[tuple[Sentence, Test], ...] = (
    (
        say_n(
            "{parts} is made of one number only, in each call",
            "{parts} are made of one number only, in each call",
        ),
        _of_numbers(_is_same_everywhere),
    ),
    (
        say_n(
            "{parts} is off by the same amount in every entry",
            "{parts} are off by the same amount in every entry",
        ),
        _of_numbers(_is_off_by_one_amount),
    ),
    (
        say_n(
            "{parts} is off by the same factor in every entry",
            "{parts} are off by the same factor in every entry",
        ),
        _of_numbers(_is_off_by_one_factor),
    ),
    (
        say_n(
            "{parts} is negative in part, though no right value is",
            "{parts} are negative in part, though no right value is",
        ),
        _of_numbers(lambda seen, right: bool((seen < 0).any() and (right >= 0).all())),
    ),
    (
        say_n(
            "{parts} is above 1 in part, though no right value is",
            "{parts} are above 1 in part, though no right value is",
        ),
        _of_numbers(lambda s, r: bool((s > 1).any() and (r >= 0).all() and (r <= 1).all())),
    ),
    (
        say_n("{parts} is too large", "{parts} are too large"),
        _of_numbers(lambda seen, right: not seen.ndim and bool(seen > right)),
    ),
    (
        say_n("{parts} is too small", "{parts} are too small"),
        _of_numbers(lambda seen, right: not seen.ndim and bool(seen < right)),
    ),
    (
        say_n("{parts} is too large in every entry", "{parts} are too large in every entry"),
        _of_numbers(lambda seen, right: bool((seen > right).all())),
    ),
    (
        say_n("{parts} is too small in every entry", "{parts} are too small in every entry"),
        _of_numbers(lambda seen, right: bool((seen < right).all())),
    ),
)
