"""What a message may say about a value from a worker: its form, in a few words.

Each phrase comes from a small closed set. Even a type's name, a length or a count could carry a
message, because student code can encode a hidden input in it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.ma import MaskedArray
from numpy.typing import NDArray

from autograder.languages import from_course, say
from autograder.wire.values import Opaque

Shape = tuple[int, ...]

# Types that a message may name. Student code chose any other name.
_KNOWN_TYPES = frozenset(
    {"set", "frozenset", "range", "map", "filter", "zip", "generator", "function", "method"}
    | {"builtin_function_or_method", "type", "module", "object", "slice", "ellipsis", "coroutine"}
    | {"dict_keys", "dict_values", "dict_items", "matrix", "MaskedArray", "Decimal", "Fraction"}
    | {"DataFrame", "Series", "Tensor", "Variable", "NotImplementedType", "longdouble"}
    | {"list", "tuple", "dict", "str", "bytes", "int", "complex", "bool", "float", "bytearray"}
    | {"date", "datetime", "time", "timedelta", "deque"}
)
_MOST_DIMENSIONS = 3
_OTHER_ARRAY = say("a NumPy array that holds other things than numbers")
LOOP = say("There is a loop over the {things}, open or hidden: array operations need none.")
OVERFLOWS = say("Something overflows on the way: look for a form in which nothing does.")
CANCELS = say(
    "Two numbers that are almost equal lose their digits when they are subtracted, and a limit "
    "that is set too narrow cuts values off."
)
# For all, most and some of the values, and for a single value.
_WRONG = (
    say("{name}: all of its {n} values are wrong"),
    say("{name}: most of its {n} values are wrong"),
    say("{name}: some of its {n} values are wrong"),
    say("the value of {name} is wrong"),
)
_WRONG_BY_LESS = (
    say("{name}: all of its {n} values are wrong, by less than {share}"),
    say("{name}: most of its {n} values are wrong, by less than {share}"),
    say("{name}: some of its {n} values are wrong, by less than {share}"),
    say("the value of {name} is wrong, by less than {share}"),
)


def type_name(value: Any, expected: Shape = ()) -> str:
    """Return what a student would call the type of a value; see `shape_text` for `expected`."""
    if isinstance(value, Opaque):
        if value.type_name == "ndarray":
            return _OTHER_ARRAY
        if value.type_name == "dict":
            return say("a dict that is too large, or whose keys are not all texts")
        return _class_name(value.type_name)
    if isinstance(value, str | bytes):  # NumPy's own too
        return "str" if isinstance(value, str) else "bytes"
    if isinstance(value, np.ndarray | np.generic) and not isinstance(value, MaskedArray):
        return _array_name(value, expected)
    named = next((kind.__name__ for kind in (tuple, dict) if isinstance(value, kind)), None)
    return "None" if value is None else _class_name(named or type(value).__name__)


def _class_name(name: str) -> str:
    return name if name in _KNOWN_TYPES else say("an object of another class")


def _array_name(array: NDArray[Any] | np.generic, expected: Shape) -> str:
    if array.dtype.kind in "OV":
        return _OTHER_ARRAY
    if not array.ndim:
        return say("a NumPy scalar")
    if array.dtype.kind not in "biufc":
        return _OTHER_ARRAY
    if array.ndim > _MOST_DIMENSIONS:
        return say("a NumPy array of more than three dimensions")
    return say("a NumPy array of shape {shape}", shape=shape_text(array.shape, expected))


def other_type(value: Any, name: str, expected: str, shape: Shape = ()) -> str:
    """Return a sentence on a value whose type is not the expected one."""
    told = say("{name} is {type}; expected {expected}", type=type_name(value, shape))
    return told.filled(name=from_course(name), expected=expected)


def not_finite(array: NDArray[Any], name: str) -> str:
    """Return a sentence on an array that holds anything but finite numbers."""
    if np.isnan(array).any():
        return say("{name} contains NaN", name=from_course(name))
    return say("{name} contains an infinite value", name=from_course(name))


def overflowed(array: NDArray[Any], name: str) -> str:
    """Return a sentence on an array that is not finite because its arguments are large."""
    if np.isnan(array).any():
        return say("{name} is NaN for numbers far from zero", name=from_course(name))
    return say("{name} is infinite for numbers far from zero", name=from_course(name))


def inexact(name: str) -> str:
    """Return a sentence on values that are finite but lost their digits on the way."""
    told = say("{name} is not exact enough for numbers far from zero, or very close to it")
    return told.filled(name=from_course(name))


def no_pair(value: Any, names: str) -> str:
    """Return a sentence on a value that is not a tuple or list of two."""
    if not isinstance(value, tuple | list):
        told = say("got {type}; expected the pair ({names})", type=type_name(value))
    elif len(value) > 2:
        told = say("got more than two values; expected the pair ({names})")
    elif value:
        told = say("got one value; expected the pair ({names})")
    else:
        told = say("got no value; expected the pair ({names})")
    return told.filled(names=names)


def other_values(value: Any, names: str) -> str:
    """Return a sentence on a value that is not a tuple or list with a value for each name."""
    if isinstance(value, tuple | list):
        return say("got another number of values; expected {names}", names=names)
    return say("got {type}; expected the values {names}", type=type_name(value), names=names)


def other_shape(name: str, shape: Shape, expected: Shape) -> str:
    """Return a sentence on a value whose shape is not the expected one."""
    if len(shape) > _MOST_DIMENSIONS:
        told = say("{name} has more than three dimensions; expected {expected}")
    else:
        told = say("{name} has shape {shape}; expected {expected}")
    return told.filled(name=from_course(name), shape=shape_text(shape, expected), expected=expected)


def shape_text(shape: Shape, expected: Shape) -> str:
    """Return a shape as text; a length that is neither 0, 1 nor expected becomes ?."""
    lengths = [str(n) if n in {0, 1, *expected} else "?" for n in shape]
    return f"({', '.join(lengths)}{',' if len(lengths) == 1 else ''})"


def some_wrong(name: str, count: int, of: int, share: str) -> str:
    """Return a sentence on values of which some are wrong, with a bound on the error if given."""
    kind = 3 if of == 1 else 0 if count == of else 1 if 2 * count >= of else 2
    told = (_WRONG_BY_LESS if share else _WRONG)[kind]
    return told.filled(n=of, name=from_course(name), share=share)
