"""What a message may say of a value that a worker sent: the form that it has, in few words.

Each phrase is from a small closed set. A type's name, a length or a count may itself be a
message: student code can write a hidden input into it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.wire.values import Opaque

Shape = tuple[int, ...]

# Types that a message may name. Any other name was chosen by student code.
_KNOWN_TYPES = frozenset(
    {"set", "frozenset", "range", "map", "filter", "zip", "generator", "function", "method"}
    | {"builtin_function_or_method", "type", "module", "object", "slice", "ellipsis", "coroutine"}
    | {"dict_keys", "dict_values", "dict_items", "matrix", "MaskedArray", "Decimal", "Fraction"}
    | {"DataFrame", "Series", "Tensor", "Variable", "NotImplementedType", "longdouble"}
    | {"list", "tuple", "dict", "str", "bytes", "int", "complex"}
)
_MOST_DIMENSIONS = 3


def type_name(value: Any, expected: Shape = ()) -> str:
    """Return what a student would call the type of a value; see `shape_text` for `expected`."""
    if isinstance(value, Opaque):
        if value.type_name == "ndarray":
            return "a NumPy array that holds other things than numbers"
        if value.type_name == "dict":
            return "a dict that is too large, or whose keys are not all texts"
        known = value.type_name in _KNOWN_TYPES
        return value.type_name if known else "an object of another class"
    if isinstance(value, np.ndarray):
        return _array_name(value, expected)
    return "None" if value is None else type(value).__name__


def _array_name(array: NDArray[Any], expected: Shape) -> str:
    if not array.ndim:
        return "a NumPy scalar"
    if array.dtype.kind not in "biufc":
        return "a NumPy array that holds other things than numbers"
    return f"a NumPy array of {shape_text(array.shape, expected)}"


def shape_text(shape: Shape, expected: Shape = ()) -> str:
    """Return a shape in words: lengths of 0 and 1, and those that are expected; ? for others."""
    if len(shape) > _MOST_DIMENSIONS:
        return "more than three dimensions"
    lengths = [str(n) if n in {0, 1, *expected} else "?" for n in shape]
    return f"shape ({', '.join(lengths)}{',' if len(lengths) == 1 else ''})"


def count_text(count: int, of: int) -> str:
    """Return how many of so many, as one of few words."""
    if count == of:
        return "all"
    return "most" if 2 * count >= of else "some"
