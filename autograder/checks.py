"""What hidden graders check values with.

Every function here takes plain data, never calls student code, and raises
`CheckFailed` with a sentence that a student may read: shapes, types and names,
never an expected value. NaN and infinity never pass.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.closeness import closeness
from autograder.wire import Opaque
from autograder.wire import Seed as Seed  # noqa: PLC0414 - for graders to import from here

Shape = tuple[int, ...]


class CheckFailed(AssertionError):
    """A student's answer is wrong; the message says what was seen and what was asked for."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


# Types that a message may name. Any other name was chosen by student code, which may
# have written a hidden input into it.
_KNOWN_TYPES = frozenset(
    {"set", "frozenset", "range", "map", "filter", "zip", "generator", "function", "method"}
    | {"builtin_function_or_method", "type", "module", "object", "slice", "ellipsis", "coroutine"}
    | {"dict_keys", "dict_values", "dict_items", "matrix", "MaskedArray", "Decimal", "Fraction"}
    | {"DataFrame", "Series", "Tensor", "Variable", "NotImplementedType", "longdouble"}
    | {"list", "tuple", "dict", "str", "bytes", "int", "complex"}
)
_MOST_DIMENSIONS, _LONGEST_DIMENSION = 3, 20


def type_name(value: Any) -> str:
    """Return what a student would call the type of a value."""
    if isinstance(value, Opaque):
        if value.type_name == "ndarray":
            return "a NumPy array that holds other things than numbers"
        if value.type_name == "dict":
            return "a dict that is too large, or whose keys are not all texts"
        known = value.type_name in _KNOWN_TYPES
        return value.type_name if known else "an object of another class"
    if isinstance(value, np.ndarray):
        return f"a NumPy array of {_shape_in_words(value)}" if value.ndim else "a NumPy scalar"
    return "None" if value is None else type(value).__name__


def _shape_in_words(value: NDArray[Any], expected: Shape = ()) -> str:
    """Return an array's shape in words; one that may itself be a message is not repeated."""
    is_plain = value.ndim <= _MOST_DIMENSIONS and all(
        n <= _LONGEST_DIMENSION or n in expected for n in value.shape
    )
    return f"shape {value.shape}" if is_plain else "another shape"


def check_number(value: Any, name: str) -> float:
    """Return a real number given as int, float, NumPy scalar or 0-d array."""
    if isinstance(value, np.ndarray | np.generic) and value.ndim == 0 and value.dtype.kind in "fiu":
        value = value.item()
    if isinstance(value, np.ndarray):
        raise CheckFailed(
            f"{name} is {type_name(value)}; expected one number",
            "Take the number out of the array, or sum over all of it.",
        )
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CheckFailed(f"{name} is {type_name(value)}; expected one number")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise CheckFailed(f"{name} is {'NaN' if math.isnan(number) else 'infinite'}")
    return number


def check_array(value: Any, name: str, shape: Shape) -> NDArray[Any]:
    """Return a float array of exactly this shape, all of it finite.

    For the shape () a Python float is as good as an array.
    """
    if shape == () and isinstance(value, float):
        value = np.asarray(value)
    if not isinstance(value, np.ndarray):
        raise CheckFailed(f"{name} is {type_name(value)}; expected a NumPy array of shape {shape}")
    if value.shape != shape:
        hint = ""
        if value.ndim < len(shape):
            hint = "Keep both dimensions: look at keepdims=True, or at the shape you began with."
        elif value.shape == shape[::-1]:
            hint = "It looks transposed."
        raise CheckFailed(f"{name} has {_shape_in_words(value, shape)}; expected {shape}", hint)
    if value.dtype.kind != "f":
        raise CheckFailed(f"{name} has dtype {value.dtype}; expected floating point numbers")
    if not np.isfinite(value).all():
        what = "NaN" if np.isnan(value).any() else "an infinite value"
        raise CheckFailed(f"{name} contains {what}")
    return value


def check_arrays(value: Any, name: str, shapes: Mapping[str, Shape]) -> dict[str, NDArray[Any]]:
    """Return the named float arrays of a dict; further keys are welcome."""
    if not isinstance(value, dict):
        raise CheckFailed(f"{name} is {type_name(value)}; expected a dict")
    missing = [key for key in shapes if key not in value]
    if missing:
        raise CheckFailed(f"{name} has no key {', '.join(map(repr, missing))}")
    return {key: check_array(value[key], f'{name}["{key}"]', shapes[key]) for key in shapes}


def check_pair(value: Any, names: tuple[str, str]) -> tuple[Any, Any]:
    """Return the two parts of a tuple (or list) of two."""
    if not isinstance(value, tuple | list):
        raise CheckFailed(f"got {type_name(value)}; expected the pair ({', '.join(names)})")
    if len(value) != 2:
        many = len(value) if len(value) <= _LONGEST_DIMENSION else "very many"
        raise CheckFailed(f"got {many} values; expected the pair ({', '.join(names)})")
    return value[0], value[1]


def check_close(
    actual: Any, expected: Any, name: str, *, rtol: float = 1e-6, atol: float = 1e-9
) -> None:
    """Check values: |actual - expected| <= atol + rtol * |expected|, shapes being equal."""
    expected = np.asarray(expected)
    actual = _numbers(actual, name, expected.shape)
    finite = np.isfinite(actual)
    off = np.abs(np.where(finite, actual, 0) - (expected + 0.0))
    tolerated = atol + rtol * np.abs(expected)
    close = finite & (off <= tolerated)
    if closeness.largest is not None:
        closeness.note(_share(off, tolerated) if finite.all() else math.inf)
    if not close.all():
        wrong = int(close.size - np.count_nonzero(close))
        far = _how_far(off, expected) if finite.all() else ""
        if close.size == 1:
            raise CheckFailed(f"the value of {name} is wrong{far}")
        hint = _same_factor(actual, expected, rtol) if finite.all() else ""
        raise CheckFailed(f"{name}: {wrong} of its {close.size} values are wrong{far}", hint)


def _numbers(value: Any, name: str, shape: Shape) -> NDArray[Any]:
    """Return numbers, or lists of them, as an array, which must be of this shape."""
    told = type_name(value)
    if not _is_of_numbers(value):
        raise CheckFailed(f"{name} is {told}; expected numbers")
    try:
        array = np.asarray(value)
    except (ValueError, MemoryError):  # a list whose rows differ in length
        raise CheckFailed(f"{name} is {told}; expected numbers") from None
    if array.dtype.kind not in "biufc":
        raise CheckFailed(f"{name} is {told}; expected numbers")
    if array.shape != shape:
        raise CheckFailed(f"{name} has {_shape_in_words(array, shape)}; expected {shape}")
    return array


def _how_far(off: NDArray[Any], expected: NDArray[Any]) -> str:
    """Return the largest error beside the largest value, in one of few steps.

    Few, as a number could carry a hidden input out.
    """
    largest = np.max(np.abs(expected))
    for share, words in ((1e-3, "0.1 %"), (1e-2, "1 %"), (1e-1, "10 %")):
        if np.max(off) < share * largest:
            return f", by less than {words}"
    return ""


def _share(off: NDArray[Any], tolerated: NDArray[Any]) -> float:
    """Return the largest error as a share of what is tolerated there."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.max(np.where(off > 0, off / tolerated, 0.0), initial=0.0))


def _same_factor(actual: NDArray[Any], expected: NDArray[Any], rtol: float) -> str:
    """Say by what whole factor all values are off, if they are; "" otherwise.

    Only where two values or more differ from each other: of one value alone the
    factor would tell what was expected.
    """
    telling = expected != 0
    if np.any(actual[~telling]) or len(np.unique(expected[telling])) < 2:
        return ""
    ratios = actual[telling] / expected[telling]
    factor = complex(ratios.flat[0])
    if factor.imag or not factor.real or not np.allclose(ratios, factor.real, rtol=rtol, atol=0):
        return ""
    size = abs(factor.real)
    whole = round(max(size, 1 / size)) if 1e-3 < size < 1e3 else 0
    if whole < 1 or not math.isclose(max(size, 1 / size), whole, rel_tol=max(rtol, 1e-9)):
        return ""
    words = ["Every value has the wrong sign"] if factor.real < 0 else []
    if whole > 1:
        what = f"{whole} times too {'large' if size > 1 else 'small'}"
        words.append(f"every value is {what}" if not words else f"is {what}")
    sentence = " and ".join(words)
    return f"{sentence[:1].upper()}{sentence[1:]}; the rest is right." if sentence else ""


def _is_of_numbers(value: Any) -> bool:
    """Return whether a value is a number or an array, or lists of them.

    NumPy would take texts as well, and make every element as long as the longest.
    """
    if isinstance(value, list | tuple):
        return all(map(_is_of_numbers, value))
    return isinstance(value, bool | int | float | complex | np.ndarray | np.generic)


def check_unchanged(after: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Check that arguments, nested as the wire carries them, are as they were before a call."""
    for name, value in before.items():
        if not _same(after.get(name), value):
            raise CheckFailed(
                f"the call changed its argument {name}",
                "Make new arrays (A - B) instead of writing into the ones you were given (A -= B).",
            )


def _same(after: Any, before: Any) -> bool:
    if isinstance(before, dict):
        return (
            isinstance(after, dict)
            and after.keys() == before.keys()
            and all(_same(after[key], before[key]) for key in before)
        )
    if isinstance(before, list | tuple):
        return (
            type(after) is type(before)
            and len(after) == len(before)
            and all(map(_same, after, before))
        )
    if isinstance(before, np.ndarray | np.generic):
        return (
            isinstance(after, np.ndarray)
            and after.dtype == before.dtype
            and np.array_equal(after, before, equal_nan=before.dtype.kind in "fc")
        )
    return type(after) is type(before) and bool(after == before)


def central_differences(
    function: Callable[[NDArray[Any]], float], at: NDArray[Any], h: float = 1e-6
) -> NDArray[Any]:
    """Return the numerical gradient (f(x + h) - f(x - h)) / 2h, of the shape of `at`."""
    gradient = np.zeros_like(at, dtype=float)
    for index in np.ndindex(at.shape):
        step = np.zeros_like(at, dtype=float)
        step[index] = h
        gradient[index] = (function(at + step) - function(at - step)) / (2 * h)
    return gradient


def check_gradient(  # noqa: PLR0913 - numerical analysis has knobs
    function: Callable[[dict[str, NDArray[Any]]], float],
    *,
    at: Mapping[str, NDArray[Any]],
    analytic: Mapping[str, NDArray[Any]],
    h: float = 1e-6,
    rtol: float = 1e-4,
    atol: float = 1e-7,
) -> None:
    """Compare analytic gradients `d<name>` with central differences of a trusted function.

    `at` holds the point: arrays by name, of the shapes that the gradients have.
    """
    for name, value in at.items():
        others = dict(at)

        def along(x: NDArray[Any], name: str = name, others: dict[str, Any] = others) -> float:
            return function({**others, name: x})

        slope = central_differences(along, value, h)
        check_close(analytic[f"d{name}"], slope, f"d{name}", rtol=rtol, atol=atol)


def check_stable(actual: Any, expected: Any, name: str, *, rtol: float = 1e-6) -> None:
    """Check values that a formula may lose to overflow or cancellation, at very large inputs say.

    Each counts by its own size, however small: |actual - expected| <= rtol * |expected|.
    """
    right = np.asarray(expected, dtype=float)
    seen = _numbers(actual, name, right.shape)
    if not np.isfinite(seen).all():
        raise CheckFailed(
            f"{name} is {'NaN' if np.isnan(seen).any() else 'infinite'} for numbers far from zero",
            "Something overflows on the way: look for a form in which nothing does.",
        )
    try:
        check_close(seen, right, name, rtol=rtol, atol=float(np.finfo(float).tiny))
    except CheckFailed:
        raise CheckFailed(
            f"{name} is not exact enough for numbers far from zero, or very close to it",
            "Two numbers that are almost equal lose their digits when they are subtracted, and "
            "a limit that is set too narrow cuts values off.",
        ) from None


def check_accuracy(predicted: Any, labels: Any, at_least: float, name: str) -> None:
    """Check that at least a share (1.0 is all) of predictions is right, of the shape of the labels.

    For what training reaches on samples that it has not seen; leave room below what is usual.
    """
    right = np.asarray(labels)
    seen = _numbers(predicted, name, right.shape)
    share = float(np.mean(seen == right))
    if share < at_least:
        raise CheckFailed(
            f"{name} are right for {share:.0%} of fresh samples; {at_least:.0%} can be reached"
        )


def check_vectorized(lines: Mapping[int, int], what: str = "samples") -> None:
    """Check that the lines of Python executed do not grow with the number of samples.

    `lines` are counts by number of samples, from `student.<function>.lines`; no stopwatch is
    asked. A tenth of a line for each sample more is let pass.
    """
    few, many = min(lines), max(lines)
    if min(lines.values()) < 0:
        raise CheckFailed("the lines that are executed could not be counted: sys.settrace was used")
    if lines[many] - lines[few] > (many - few) / 10:
        raise CheckFailed(
            f"{lines[few]} lines of Python are executed for {few} {what}, "
            f"and {lines[many]} for {many}",
            f"There is a loop over the {what}, open or hidden: array operations need none.",
        )


def check_that(condition: object, message: str, hint: str = "") -> None:
    """Fail with a sentence for the student unless a condition holds."""
    if not condition:
        raise CheckFailed(message, hint)
