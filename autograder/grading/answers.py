"""Answers that no exercise asks for, made from right ones: an audit gives them to hidden tests.

Trusted: all of this is our own code. Odd answers are of every kind that a worker can send; no odd
answer may make a test end in an error. Constants have the form of the right answer but none of
its values; no test may give points for one.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.execution.manners import is_table
from autograder.wire.messages import ITSELF
from autograder.wire.values import MAX_DEPTH, Opaque

Change = Callable[[Any, Mapping[str, Any]], Any]  # of a right answer and the call's arguments
REFUSAL = "an exception"  # names the constant answer that refuses every call


def _nested(levels: int) -> Any:
    value: Any = 1.0
    for _ in range(levels):
        value = [value]
    return value


_VALUES: dict[str, Any] = {
    "None": None,
    "True": True,
    "a text": "0.5",
    "an empty text": "",
    "bytes": b"0.5",
    "a whole number": 7,
    "a negative number": -7.5,
    "a huge integer": 10**4900,
    "a huge negative integer": -(10**4900),
    "the largest float": math.ldexp(1.0, 1023),
    "the smallest float": 5e-324,
    "infinity": math.inf,
    "NaN": math.nan,
    "a complex number": 1j,
    "an empty list": [],
    "an empty tuple": (),
    "an empty dict": {},
    "a dict": {"a": 1.0, "W1": None, "dW1": "x"},
    "a ragged list": [[1.0, 2.0], [3.0]],
    "a ragged list of huge integers": [[10**4900], [1, None]],
    "a list of many kinds": [1, "a", None, 2.5, b"", [1.0], {}],
    "a long list": [0.0] * 300,
    "a deep list": _nested(MAX_DEPTH - 4),
    "a 0-d array": np.array(0.5),
    "an array of length 0": np.zeros(0),
    "an empty matrix": np.zeros((2, 0)),
    "an array of many axes": np.zeros((1,) * 20),
    "a matrix of integers": np.arange(6).reshape(2, 3),
    "an array of booleans": np.array([[True], [False]]),
    "an array of complex numbers": np.array([1j, math.nan]),
    "an array of infinities": np.full((3, 1), -math.inf),
    "an array in half precision": np.full((1, 3), 65504, np.float16),
    "an object": Opaque("object", "<object>"),
    "an array of texts": np.array(["a", ""]),
    "an array of dates": np.array(["2026-01-31", "NaT"], "M8[D]"),
    "an array of objects": np.array([None, 0.5], object),
    "a masked array": np.ma.array([0.5, 1.5], mask=[True, False]),
    "an array with fields": np.array([(0.5, 1)], [("a", "f8"), ("b", "i4")]),
    "a number of NumPy": np.float32(0.5),
    "a truth value of NumPy": np.bool_(True),
    "a fraction": Fraction(1, 2),
    "a date": date(2026, 1, 31),
    "a dict with numbers as keys": {1: 0.5, (2, 3): None},
    "a set": {1, 2.5},
    "a set of many kinds": {"a", None, (1, "b"), math.nan},
    "an object of its own class": Opaque("Liar", "<Liar>"),
}


def parts_of(value: Any) -> list[Any]:
    """Return the parts of a tuple, a list or a dict; a single value is its own only part."""
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else [value]


def _with_parts(value: Any, parts: list[Any]) -> Any:
    """Return a value of the same form with different parts."""
    if isinstance(value, dict):
        return dict(zip(value, parts, strict=True))
    return type(value)(parts) if isinstance(value, list | tuple) else parts[0]


def _with_leaves(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return a value with each number, array or text in it changed."""
    if isinstance(value, dict | list | tuple):
        return _with_parts(value, [_with_leaves(part, change) for part in parts_of(value)])
    return change(value)


# -- odd answers -----------------------------------------------------------------------


def _at_places(odd: Any) -> Iterator[tuple[str, Change]]:
    """Yield the places in an answer for an odd value, and the change that puts it there."""
    yield "", lambda _, __: odd
    yield " for each part", lambda right, _: _put(right, odd, slice(None))
    yield " for the last part", lambda right, _: _put(right, odd, slice(-1, None))
    yield " for each number", lambda right, _: _with_leaves(right, lambda _: odd)


def _put(right: Any, odd: Any, places: slice) -> Any:
    parts = parts_of(right)
    parts[places] = [odd] * len(parts[places])
    return _with_parts(right, parts)


def _is_numeric(value: Any) -> bool:
    """Return whether a value is a number or an array of numbers."""
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "biufc"
    return isinstance(value, bool | int | float | complex)


def _array(change: Callable[[NDArray[Any]], Any]) -> Change:
    """Turn a change of arrays into a change of answers; numbers are 0-d arrays here."""

    def leaf(value: Any) -> Any:
        return change(np.asarray(value)) if _is_numeric(value) else value

    return lambda right, _: _with_leaves(right, leaf)


def _as_dict(right: Any, _: Mapping[str, Any]) -> Any:
    return dict(zip("abcdefghijklmnopqrstuvwxyz", parts_of(right), strict=False))


_FORMS: dict[str, Change] = {
    "one part too few": lambda right, _: parts_of(right)[:-1],
    "one part too many": lambda right, _: (*parts_of(right), 1.0),
    "very many parts": lambda right, _: (*parts_of(right), *[0.0] * 300),
    "a part of each part": lambda right, _: tuple((part,) for part in parts_of(right)),
    "all in one tuple": lambda right, _: (right,),
    "a tuple in place of a list or a dict": lambda right, _: tuple(parts_of(right)),
    "a list in place of a tuple or a dict": lambda right, _: list(parts_of(right)),
    "a dict in place of a tuple": _as_dict,
    "a dict with other keys": lambda right, _: (
        {f"{key}_": part for key, part in right.items()}
        if isinstance(right, dict)
        else {"x": right}
    ),
    "a dict without its last key": lambda right, _: (
        dict(list(right.items())[:-1]) if isinstance(right, dict) else {}
    ),
    "lists in place of arrays": _array(lambda array: array.tolist()),
    "arrays with an axis more": _array(lambda array: array[..., None]),
    "arrays with an axis less": _array(lambda array: array.sum(axis=0) if array.ndim else array),
    "arrays transposed": _array(np.transpose),
    "arrays of one row too few": _array(lambda array: array[1:] if array.ndim else array),
    "arrays of integers": _array(lambda array: np.nan_to_num(array.real).astype(int)),
    "arrays of complex numbers": _array(lambda array: array.astype(complex)),
    "arrays of booleans": _array(lambda array: array.astype(bool)),
    "texts in place of numbers": _array(lambda array: str(array.tolist())[:99]),
}

ODD: dict[str, Change] = {
    **{
        f"{name}{place}": change
        for name, value in _VALUES.items()
        for place, change in _at_places(value)
    },
    **_FORMS,
}


# -- constants -------------------------------------------------------------------------


def _blank(value: Any) -> Any:
    """Return a replacement for something that is not a number, which keeps nothing of it."""
    if isinstance(value, str | bytes):
        return value[:0]
    if isinstance(value, set | frozenset):
        return type(value)()
    if isinstance(value, np.ndarray):
        return np.zeros_like(value)
    return value if isinstance(value, Opaque) and value == ITSELF else None


def _with_columns(table: Any, change: Callable[[Any], Any]) -> Any:
    """Return a table of pandas with each column changed, and without its index."""
    pd = sys.modules["pandas"]
    if isinstance(table, pd.Series):
        return pd.Series(change(table.to_numpy()), name=table.name)
    columns = [change(table.iloc[:, i].to_numpy()) for i in range(table.shape[1])]
    changed = pd.DataFrame(dict(enumerate(columns)), index=range(len(table)))
    return changed.set_axis(table.columns, axis=1)


def _filled(number: float) -> Change:
    """Return a change after which every number in an answer is the same."""

    def fill(value: Any) -> Any:
        if is_table(value):
            return _with_columns(value, fill)
        if not _is_numeric(value):
            return _blank(value)
        if isinstance(value, np.ndarray):
            kind = value.dtype if math.isfinite(number) else np.result_type(value.dtype, float)
            return np.full(value.shape, number, kind)
        if isinstance(value, bool | int | float) and math.isfinite(number):
            return type(value)(number)
        return number

    return lambda right, _: _with_leaves(right, fill)


def _drawn(right: Any, _: Mapping[str, Any]) -> Any:
    """Return random numbers in the form of the right answer, the same in each call."""
    rng = np.random.default_rng(0)

    def draw(value: Any) -> Any:
        if is_table(value):
            return _with_columns(value, draw)
        if isinstance(value, np.ndarray) and _is_numeric(value):
            return np.asarray(rng.normal(size=value.shape)).astype(value.dtype)
        return float(rng.normal()) if isinstance(value, int | float) else _blank(value)

    return _with_leaves(right, draw)


def _taken(right: Any, arguments: Mapping[str, Any]) -> Any:
    """Return arguments of the same shape in place of the right values; zero if there are none."""
    given = [array for value in arguments.values() for array in _leaves(value)]
    tables = [value for value in arguments.values() if is_table(value)]

    def take(value: Any) -> Any:
        if is_table(value):
            same = [one for one in tables if type(one) is type(value)]
            return same[0] if same else _with_columns(value, take)
        same = [one for one in given if np.shape(one) == np.shape(value)]
        if isinstance(value, bool | int | float | np.ndarray) and _is_numeric(value):
            return same[0] if same else _filled(0.0)(value, {})
        return _blank(value)

    return _with_leaves(right, take)


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list | tuple):
        for part in parts_of(value):
            yield from _leaves(part)
    elif isinstance(value, int | float | np.ndarray) and _is_numeric(value):
        yield value


CONSTANTS: dict[str, Change] = {
    "zeros": _filled(0.0),
    "ones": _filled(1.0),
    "halves": _filled(0.5),
    "all NaN": _filled(math.nan),
    "random": _drawn,
    "arguments": _taken,
    REFUSAL: lambda right, _: right,
}

CHANGES: dict[str, Change] = {**ODD, **CONSTANTS}
