"""Numbers as arrays, including Python's own: whole numbers of any size, and fractions.

A 64-bit integer or float would round them, or could not hold them at all.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.ma import MaskedArray
from numpy.typing import NDArray

_INT64_BITS = 63


def number_array(value: Any, *, objects: bool = False) -> NDArray[Any] | None:
    """Return a number, an array or lists of them as an array; None for anything else.

    If a number does not fit into 64 bits, the array holds Python's numbers as objects. An array
    that holds objects itself counts only with `objects`.
    """
    if not _is_of_numbers(value, objects=objects):
        return None
    try:
        if not any(map(_is_beyond, _parts(value))):
            array = np.asarray(value)
            return array if array.dtype.kind in "biufc" else None
        array = np.array(value, dtype=object)
    except (ValueError, MemoryError):  # the rows of the list differ in length
        return None
    plain = [part.item() if isinstance(part, np.generic) else part for part in array.flat]
    if any(isinstance(part, list | tuple | np.ndarray) for part in plain):
        return None
    array.flat[:] = plain
    return array


def is_whole(array: NDArray[Any]) -> bool:
    """Return whether an array's type is one of whole numbers."""
    if array.dtype.kind != "O":
        return array.dtype.kind in "iu"
    return all(type(part) is int for part in array.flat)


def close_exactly(
    seen: NDArray[Any], right: NDArray[Any], rtol: float, atol: float
) -> NDArray[np.bool_]:
    """Return where |seen - right| <= atol + rtol * |right|, computed without rounding."""
    pairs = zip(seen.ravel().tolist(), right.ravel().tolist(), strict=True)
    close = [_is_close(a, b, rtol, atol) for a, b in pairs]
    return np.array(close, dtype=bool).reshape(right.shape)


def _is_close(seen: Any, right: Any, rtol: float, atol: float) -> bool:
    if isinstance(seen, complex) or isinstance(right, complex):
        try:
            first, second = complex(seen), complex(right)
        except OverflowError:  # one of the numbers does not fit into a float
            return False
        if not (cmath.isfinite(first) and cmath.isfinite(second)):
            return False
        return bool(abs(first - second) <= atol + rtol * abs(second))
    if any(isinstance(number, float) and not math.isfinite(number) for number in (seen, right)):
        return False
    first_exactly, exactly = Fraction(seen), Fraction(right)
    tolerated = Fraction(atol) + Fraction(rtol) * abs(exactly)
    return bool(abs(first_exactly - exactly) <= tolerated)


def _is_of_numbers(value: Any, *, objects: bool) -> bool:
    """Return whether a value is a number or an array, or lists of them.

    NumPy would also take texts, and make every element as long as the longest one.
    """
    if isinstance(value, list | tuple):
        return all(_is_of_numbers(part, objects=objects) for part in value)
    if isinstance(value, np.ndarray | np.generic):
        if isinstance(value, MaskedArray):
            return False
        if value.dtype.kind == "O":
            return objects and _is_of_numbers(value.tolist(), objects=True)
        return value.dtype.kind != "V"
    return isinstance(value, bool | int | float | complex | Fraction)


def _parts(value: Any) -> Iterator[Any]:
    """Yield the numbers and arrays in lists."""
    if isinstance(value, list | tuple):
        for part in value:
            yield from _parts(part)
    else:
        yield value


def _is_beyond(part: Any) -> bool:
    """Return whether 64 bits cannot hold this number exactly."""
    if isinstance(part, np.ndarray):
        return bool(part.dtype.kind == "O")
    return isinstance(part, Fraction) or (type(part) is int and part.bit_length() > _INT64_BITS)


def same(after: Any, before: Any) -> bool:
    """Return whether two values are equal in type and value, however deeply nested."""
    if isinstance(before, dict):
        return (
            isinstance(after, dict)
            and after.keys() == before.keys()
            and all(same(after[key], before[key]) for key in before)
        )
    if isinstance(before, list | tuple):
        return (
            type(after) is type(before)
            and len(after) == len(before)
            and all(map(same, after, before))
        )
    if isinstance(before, MaskedArray):
        return _same_masked(after, before)
    if isinstance(before, np.ndarray | np.generic):
        return (
            isinstance(after, np.ndarray | np.generic)
            and not isinstance(after, MaskedArray)
            and np.shape(after) == np.shape(before)
            and after.dtype == before.dtype
            and np.array_equal(after, before, equal_nan=before.dtype.kind in "fcMm")
        )
    if type(after) is not type(before):
        return False
    equals = getattr(before, "equals", None)  # of tables: their == compares the cells
    return bool(after.equals(before) if callable(equals) else after == before)


def _same_masked(after: Any, before: MaskedArray[Any, Any]) -> bool:
    return (
        isinstance(after, MaskedArray)
        and same(np.asarray(after.data), np.asarray(before.data))
        and np.array_equal(np.ma.getmaskarray(after), np.ma.getmaskarray(before))
    )
