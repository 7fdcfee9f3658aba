"""The check whether a plain value equals another one, however nested they are."""

from __future__ import annotations

import cmath
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.ma import MaskedArray
from numpy.typing import NDArray

from autograder.checks import texts
from autograder.checks.elements import (
    check_set,
    of_elements,
    of_kinds,
    other_elements,
    other_number,
    part_of,
)
from autograder.checks.failure import CheckFailed
from autograder.checks.tables import check_table
from autograder.checks.values import check_close
from autograder.compare import wording
from autograder.compare.exact import number_array, same
from autograder.compare.tables import table_of
from autograder.languages import from_course, say

_MOST_IN_ORDER = 500  # entries that are looked for in another order


class _Tolerance(NamedTuple):
    rtol: float | None
    atol: float | None


def check_equal(
    actual: Any, expected: Any, name: str, *, rtol: float | None = None, atol: float | None = None
) -> None:
    """Check that any plain value equals another one; the message says where it does not.

    Kinds of containers must be equal: a tuple is no list. Numbers are compared as in
    `check_close`, whatever their type, but True is no 1. NaN equals NaN. Raises CheckFailed.
    """
    _compare(actual, expected, from_course(name), _Tolerance(rtol, atol))


def _compare(actual: Any, expected: Any, name: str, within: _Tolerance) -> None:
    if table_of(expected) is not None:
        check_table(actual, expected, name, rtol=within.rtol, atol=within.atol)
        return
    for kind, wanted, compare in _KINDS:
        if isinstance(expected, kind):
            if not isinstance(actual, kind) or _is_bool(actual) != _is_bool(expected):
                told = say("True or False") if _is_bool(expected) else wanted
                raise CheckFailed(wording.other_type(actual, name, told))
            compare(actual, expected, name, within)
            return
    if expected is None and actual is not None:
        raise CheckFailed(wording.other_type(actual, name, "None"))
    if not same(actual, expected) and not _says_equal(actual, expected):
        raise CheckFailed(say("{name} is wrong", name=name))


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool | np.bool_)


def _says_equal(actual: Any, expected: Any) -> bool:
    """Return whether an object of the grader's says that it equals an answer, such as a record."""
    try:
        return bool(expected == actual)
    except Exception:  # noqa: BLE001 - it may expect anything else
        return False


def _compare_numbers(actual: Any, expected: Any, name: str, within: _Tolerance) -> None:
    if _is_bool(expected) or not cmath.isfinite(complex(expected)):
        if not np.array_equal(actual, expected, equal_nan=not _is_bool(expected)):
            raise CheckFailed(say("the value of {name} is wrong", name=name))
        return
    check_close(actual, expected, name, rtol=within.rtol, atol=within.atol)


def _compare_texts(actual: str, expected: str, name: str, _: _Tolerance) -> None:
    texts.check_text(actual, str(expected), name)


def _compare_bytes(actual: bytes, expected: bytes, name: str, _: _Tolerance) -> None:
    if actual != expected:
        raise CheckFailed(say("{name} is wrong", name=name))


def _compare_arrays(actual: Any, expected: Any, name: str, within: _Tolerance) -> None:
    if not isinstance(expected, MaskedArray) and expected.dtype.kind in "iufc":
        if np.isfinite(expected).all():
            check_close(actual, expected, name, rtol=within.rtol, atol=within.atol)
            return
        right = np.isfinite(expected)
        is_alike = actual.shape == expected.shape and actual.dtype.kind in "iufc"
        if is_alike and np.array_equal(actual[~right], expected[~right], equal_nan=True):
            check_close(actual[right], expected[right], name, rtol=within.rtol, atol=within.atol)
            return
    if actual.shape != expected.shape:
        raise CheckFailed(wording.other_shape(name, actual.shape, expected.shape))
    if not same(
        actual, expected.astype(actual.dtype) if _are_texts(actual, expected) else expected
    ):
        raise CheckFailed(
            say("some values of {name} are wrong", name=name), of_kinds([actual], [expected])
        )


def _are_texts(*arrays: Any) -> bool:
    return all(array.dtype.kind == "U" for array in arrays)


def _compare_entries(
    actual: Sequence[Any], expected: Sequence[Any], name: str, within: _Tolerance
) -> None:
    if len(actual) != len(expected):
        raise CheckFailed(other_number(len(actual), len(expected), name))
    numbers = _numbers(actual), _numbers(expected)
    _in_order(actual, expected, name, within)
    if numbers[0] is not None and numbers[1] is not None:
        check_close(*numbers, name, rtol=within.rtol, atol=within.atol)
        return
    hint = of_kinds(actual, expected)
    for place, (ours, theirs) in enumerate(zip(expected, actual, strict=True)):
        _inside(theirs, ours, part_of(name, str(place), len(expected)), within, hint)


def _numbers(entries: Sequence[Any]) -> NDArray[Any] | None:
    """Return finite numbers as an array of one axis; None for other entries."""
    if not entries or any(map(_is_bool, entries)):
        return None
    array = number_array(list(entries))
    if array is None or array.ndim != 1 or array.dtype.kind == "O":
        return None
    return array if np.isfinite(array).all() else None


def _inside(actual: Any, expected: Any, part: str, within: _Tolerance, hint: str) -> None:
    """Compare an entry of a container; `hint` is given if its own check has none."""
    try:
        _compare(actual, expected, part, within)
    except CheckFailed as failed:
        failed.hint = failed.hint or hint
        raise


def _in_order(
    actual: Sequence[Any], expected: Sequence[Any], name: str, within: _Tolerance
) -> None:
    """Raise CheckFailed if the entries are the right ones in another order."""
    if len(expected) > _MOST_IN_ORDER or all(map(same, actual, expected)):
        return
    left = list(expected)
    for entry in actual:
        place = next((i for i, one in enumerate(left) if _are_equal(entry, one, within)), None)
        if place is None:
            return
        del left[place]
    if not all(_are_equal(a, b, within) for a, b in zip(actual, expected, strict=True)):
        raise CheckFailed(say("{name} has the right entries in another order", name=name))


def _are_equal(actual: Any, expected: Any, within: _Tolerance) -> bool:
    try:
        _compare(actual, expected, "", within)
    except CheckFailed:
        return False
    return True


def _compare_dicts(
    actual: dict[Any, Any], expected: dict[Any, Any], name: str, within: _Tolerance
) -> None:
    missing = sum(key not in actual for key in expected)
    surplus = sum(key not in expected for key in actual)
    if missing or surplus:
        raise CheckFailed(
            other_elements(missing, surplus, name, say("keys")), of_elements(actual, expected)
        )
    hint = of_kinds(actual.values(), expected.values())
    for key, ours in expected.items():
        part = part_of(name, repr(key), len(expected))
        _inside(actual[key], ours, part, within, hint)


def _compare_sets(actual: Any, expected: Any, name: str, _: _Tolerance) -> None:
    check_set(actual, expected, name)


_NUMBERS = (int, float, complex, np.number, np.bool_)
_Compare = Callable[[Any, Any, str, _Tolerance], None]
_KINDS: tuple[tuple[Any, str, _Compare], ...] = (
    (_NUMBERS, say("a number"), _compare_numbers),
    (str, say("a text"), _compare_texts),
    (bytes, say("bytes"), _compare_bytes),
    (np.ndarray, say("a NumPy array"), _compare_arrays),
    (list, say("a list"), _compare_entries),
    (tuple, say("a tuple"), _compare_entries),
    ((set, frozenset), say("a set"), _compare_sets),
    (dict, say("a dict"), _compare_dicts),
)
