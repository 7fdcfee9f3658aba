"""How a wrong part resembles the right one: transposed, with the other sign, rounded.

Each entry is a sentence on `{parts}`, and a test of what was seen, what is right, and the call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.values import as_numbers, close
from autograder.languages import Sentence, say_n

Array = NDArray[Any]
Likeness = tuple[Sentence, Callable[[Any, Any, Case], bool]]
NEARLY = say_n(
    "{parts} is nearly right, within 0.1 %: perhaps something is rounded, or a small constant was "
    "added for safety",
    "{parts} are nearly right, within 0.1 %: perhaps something is rounded, or a small constant was "
    "added for safety",
)
NOT_FAR = say_n("{parts} is off by less than 10 %", "{parts} are off by less than 10 %")


def _numbers(test: Callable[[Array, Array], bool]) -> Callable[[Any, Any, Case], bool]:
    """Turn a test of arrays of numbers into a test of any two parts."""

    def is_so(seen: Any, right: Any, _: Case) -> bool:
        first, second = as_numbers(seen), as_numbers(right)
        return first is not None and second is not None and test(first, second)

    return is_so


def _of_one_shape(
    test: Callable[[Array, Array], bool], kinds: str = "iufc"
) -> Callable[[Any, Any, Case], bool]:
    """Turn a test of arrays of one shape, and of these kinds, into a test of any two parts."""

    def is_so(seen: Array, right: Array) -> bool:
        can = seen.dtype.kind in kinds and right.dtype.kind in kinds
        return can and seen.shape == right.shape and test(seen, right)

    return _numbers(is_so)


def _is_transposed(seen: Array, right: Array) -> bool:
    return seen.ndim == right.ndim == 2 and not _same(seen, right) and _same(seen, right.T)


def _is_reshaped(seen: Array, right: Array) -> bool:
    return (
        seen.size == right.size and seen.shape != right.shape and _same(seen.ravel(), right.ravel())
    )


def _same(seen: Array, right: Array) -> bool:
    return seen.shape == right.shape and seen.dtype.kind == right.dtype.kind and close(seen, right)


def _is_list(seen: Any, right: Any, _: Case) -> bool:
    if not isinstance(seen, list | tuple):
        return False
    try:
        array = np.asarray(seen)
    except (ValueError, MemoryError):
        return False
    numbers, expected = as_numbers(array), as_numbers(right)
    return (
        numbers is not None
        and expected is not None
        and numbers.size == expected.size
        and close(numbers.ravel(), expected.ravel())
    )


def _is_text(seen: Any, right: Any, _: Case) -> bool:
    expected = as_numbers(right)
    if not isinstance(seen, str) or expected is None or expected.size != 1:
        return False
    try:
        return close(np.asarray(float(seen)), expected.ravel()[0], rtol=1e-3)
    except ValueError:
        return False


def _is_other_kind(seen: Array, right: Array) -> bool:
    return seen.dtype.kind != right.dtype.kind and close(seen, right)


def _has_nan(seen: Array, _: Array) -> bool:
    return seen.dtype.kind in "fc" and bool(np.isnan(seen).any())


def _within(share: float) -> Callable[[Array, Array], bool]:
    def is_within(seen: Array, right: Array) -> bool:
        return bool(
            np.isfinite(seen).all() and (np.abs(seen - right) <= share * np.abs(right)).all()
        )

    return is_within


def _is_rounded(seen: Array, right: Array) -> bool:
    """Return whether numbers are right except for their later decimals, which are missing."""
    return any(
        np.array_equal(np.round(seen, places), seen)
        and bool((np.abs(seen - right) <= 0.51 * 10.0**-places).all())
        for places in range(1, 7)
    )


LIKENESSES: tuple[Likeness, ...] = (
    (
        say_n("{parts} is None, not a value", "{parts} are None, not a value"),
        lambda seen, *_: seen is None,
    ),
    (
        say_n(
            "{parts} is of type list or tuple; the numbers in it are right",
            "{parts} are of type list or tuple; the numbers in it are right",
        ),
        _is_list,
    ),
    (
        say_n(
            "{parts} is a text, not a number: return the number itself",
            "{parts} are a text, not a number: return the number itself",
        ),
        _is_text,
    ),
    (
        say_n("{parts} is right but transposed", "{parts} are right but transposed"),
        _numbers(_is_transposed),
    ),
    (
        say_n(
            "{parts} is of another shape than asked for; the numbers are right",
            "{parts} are of another shape than asked for; the numbers are right",
        ),
        _numbers(_is_reshaped),
    ),
    (
        say_n(
            "{parts} is of another type than asked for; the numbers are right",
            "{parts} are of another type than asked for; the numbers are right",
        ),
        _of_one_shape(_is_other_kind, "biufc"),
    ),
    (
        say_n("{parts} is right except for the sign", "{parts} are right except for the sign"),
        _of_one_shape(lambda s, r: _same(s, -r)),
    ),
    (
        say_n("{parts} is zero, in every entry", "{parts} are zero, in every entry"),
        _of_one_shape(lambda s, r: not s.any() and bool(r.any()), "biufc"),
    ),
    (
        say_n(
            "{parts} is cut or rounded to whole numbers",
            "{parts} are cut or rounded to whole numbers",
        ),
        _of_one_shape(lambda s, r: close(s, np.trunc(r)) or close(s, np.round(r)), "iuf"),
    ),
    (
        say_n(
            "{parts} is rounded to a few decimals, and right otherwise",
            "{parts} are rounded to a few decimals, and right otherwise",
        ),
        _of_one_shape(_is_rounded, "f"),
    ),
    (
        say_n("{parts} is 1 minus the right value", "{parts} are 1 minus the right value"),
        _of_one_shape(lambda s, r: _same(s, 1 - r)),
    ),
    (
        say_n(
            "{parts} is 1 divided by the right value", "{parts} are 1 divided by the right value"
        ),
        _of_one_shape(lambda s, r: _same(s * r, np.ones_like(r))),
    ),
    (
        say_n("{parts} is NaN, at least in part", "{parts} are NaN, at least in part"),
        _numbers(_has_nan),
    ),
    (
        say_n("{parts} is infinite, at least in part", "{parts} are infinite, at least in part"),
        _of_one_shape(lambda s, _: bool(np.isinf(s).any())),
    ),
    (NEARLY, _of_one_shape(_within(1e-3))),
    (NOT_FAR, _of_one_shape(_within(1e-1))),
)
