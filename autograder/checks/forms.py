"""Checks of an answer's form: numbers, arrays, and several values in one."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checks.failure import CheckFailed
from autograder.compare import wording
from autograder.compare.exact import number_array
from autograder.compare.wording import Shape
from autograder.languages import from_course, say


def check_number(value: Any, name: str, *, wrapped: bool = False) -> float:
    """Return a real number given as int, float, NumPy scalar or 0-d array.

    With `wrapped`, an array with one entry is accepted too; use this if another test judges the
    shape. Raises CheckFailed for anything else, and for NaN and infinity.
    """
    is_one = isinstance(value, np.ndarray | np.generic) and value.size == 1
    if is_one and (wrapped or value.ndim == 0) and value.dtype.kind in "fiu":
        value = value.item()
    if isinstance(value, np.ndarray):
        raise CheckFailed(
            wording.other_type(value, name, say("one number")),
            say("Take the number out of the array, or sum over all of it."),
        )
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CheckFailed(wording.other_type(value, name, say("one number")))
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        told = say("{name} is NaN") if math.isnan(number) else say("{name} is infinite")
        raise CheckFailed(told.filled(name=from_course(name)))
    return number


def check_array(value: Any, name: str, shape: Shape) -> NDArray[Any]:
    """Return a float array of exactly this shape, with finite values only.

    For the shape (), a Python float is accepted as well. Raises CheckFailed for another type or
    shape, and for NaN and infinity.
    """
    if shape == () and isinstance(value, float | np.generic):
        value = np.asarray(value)
    if not isinstance(value, np.ndarray) or isinstance(value, np.ma.MaskedArray):
        raise CheckFailed(
            wording.other_type(
                value, name, say("a NumPy array of shape {shape}", shape=shape), shape
            )
        )
    if value.shape != shape:
        hint = ""
        if value.ndim < len(shape):
            hint = say(
                "Keep both dimensions: look at keepdims=True, or at the shape you began with."
            )
        elif value.shape == shape[::-1]:
            hint = say("It looks transposed.")
        raise CheckFailed(wording.other_shape(name, value.shape, shape), hint)
    if value.dtype.kind in "USMmOV":
        raise CheckFailed(wording.other_type(value, name, say("floating point numbers")))
    if value.dtype.kind != "f":
        told = say("{name} has dtype {dtype}; expected floating point numbers")
        raise CheckFailed(told.filled(name=from_course(name), dtype=value.dtype))
    _check_finite(value, name)
    return value


def _check_finite(array: NDArray[Any], name: str) -> None:
    if not np.isfinite(array).all():
        raise CheckFailed(wording.not_finite(array, name))


def check_arrays(value: Any, name: str, shapes: Mapping[str, Shape]) -> dict[str, NDArray[Any]]:
    """Return the named float arrays in a dict; other keys in it are allowed.

    `shapes` gives the shape of each array by name. Raises CheckFailed if a name is missing, and
    for the same reasons as `check_array`.
    """
    if not isinstance(value, dict):
        raise CheckFailed(wording.other_type(value, name, say("a dict")))
    if keys := ", ".join(repr(key) for key in shapes if key not in value):
        raise CheckFailed(say("{name} has no key {keys}", name=from_course(name), keys=keys))
    part = say('{name}["{key}"]', name=from_course(name))
    return {key: check_array(value[key], part.filled(key=key), shapes[key]) for key in shapes}


def check_numbers(value: Any, name: str, shape: Shape) -> NDArray[Any]:
    """Return finite numbers in the given shape, if there are as many as it has entries.

    They may come in any shape, or in a list; use this if another test judges the shape. Raises
    CheckFailed for another number of values, and for NaN and infinity.
    """
    array = as_floats(numbers_of(value, name))
    if array.size != math.prod(shape):
        raise CheckFailed(wording.other_shape(name, array.shape, shape))
    _check_finite(array, name)
    return array.reshape(shape)


def check_pair(value: Any, names: tuple[str, str]) -> tuple[Any, Any]:
    """Return the two parts of a tuple (or list) of two; raises CheckFailed for anything else."""
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise CheckFailed(wording.no_pair(value, ", ".join(names)))
    return value[0], value[1]


def check_parts(value: Any, names: Collection[str]) -> dict[str, Any]:
    """Return the parts of a tuple (or list) by name; raises CheckFailed for another number."""
    if not isinstance(value, tuple | list) or len(value) != len(names):
        raise CheckFailed(wording.other_values(value, ", ".join(names)))
    return dict(zip(names, value, strict=True))


def numbers_of(value: Any, name: str, shape: Shape | None = None) -> NDArray[Any]:
    """Return numbers, or lists of them, as an array, in this shape if one is given."""
    array = number_array(value)
    if array is None:
        raise CheckFailed(wording.other_type(value, name, say("numbers"), shape or ()))
    if shape is not None and array.shape != shape:
        raise CheckFailed(wording.other_shape(name, array.shape, shape))
    return array


def as_floats(numbers: NDArray[Any]) -> NDArray[Any]:
    """Return numbers of any size as floats; those that are too large become infinite."""
    if numbers.dtype.kind != "O":
        return numbers
    floats = np.empty(numbers.shape, complex)
    for place, number in np.ndenumerate(numbers):
        try:
            floats[place] = number
        except OverflowError:
            floats[place] = math.inf
    return floats if floats.imag.any() else floats.real
