"""The checks with which hidden graders judge values.

Each check takes plain data, never calls student code, and raises `CheckFailed` if the data is
wrong. Its sentence is for students: it has shapes, types and names, but never an expected value.
NaN and infinity never pass.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.compare import wording
from autograder.compare.closeness import closeness
from autograder.compare.distance import how_far, same_factor, share_of_tolerance
from autograder.compare.exact import close_exactly, is_whole, number_array, same
from autograder.compare.wording import Shape
from autograder.compare.wording import type_name as type_name  # noqa: PLC0414 - the same
from autograder.languages import from_course
from autograder.languages import say as say  # noqa: PLC0414 - for graders to import
from autograder.wire.values import Opaque as Opaque  # noqa: PLC0414 - for graders to import
from autograder.wire.values import Seed as Seed  # noqa: PLC0414

_RTOL, _ATOL = 1e-6, 1e-9


class CheckFailed(AssertionError):
    """A student's answer is wrong; the message says what was found and what was asked for."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


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


def check_close(
    actual: Any,
    expected: Any,
    name: str,
    *,
    rtol: float | None = None,
    atol: float | None = None,
) -> None:
    """Check that shapes are equal and |actual - expected| <= atol + rtol * |expected|.

    The defaults are `rtol` 1e-6 (relative) and `atol` 1e-9 (in the unit of the values). If
    neither is given, whole numbers of any size must be equal. Raises CheckFailed.
    """
    right = number_array(expected, objects=True)
    if right is None:
        raise TypeError(f"{name}: what is expected are no numbers")
    seen = _numbers(actual, name, right.shape)
    is_exact = rtol is None and atol is None and is_whole(seen) and is_whole(right)
    rtol = 0.0 if is_exact else _RTOL if rtol is None else rtol
    atol = 0.0 if is_exact else _ATOL if atol is None else atol
    if is_exact or "O" in {seen.dtype.kind, right.dtype.kind}:
        close, far, hint = close_exactly(seen, right, rtol, atol), "", ""
        closeness.note(0.0 if close.all() else math.inf)
    else:
        close, far, hint = _close(seen, right, rtol, atol)
    if not close.all():
        wrong = int(close.size - np.count_nonzero(close))
        raise CheckFailed(
            wording.some_wrong(name, wrong, close.size, far), hint if close.size > 1 else ""
        )


def _close(
    seen: NDArray[Any], right: NDArray[Any], rtol: float, atol: float
) -> tuple[NDArray[Any], str, str]:
    """Return where values are close; if some are not, how far off, and by what factor."""
    finite = np.isfinite(seen)
    off = np.abs(np.where(finite, seen, 0) - (right + 0.0))
    tolerated = atol + rtol * np.abs(right)
    close = finite & (off <= tolerated)
    if closeness.largest is not None:
        closeness.note(share_of_tolerance(off, tolerated) if finite.all() else math.inf)
    if close.all() or not finite.all():
        return close, "", ""
    return close, how_far(off, right), same_factor(seen, right, rtol)


def check_numbers(value: Any, name: str, shape: Shape) -> NDArray[Any]:
    """Return finite numbers in the given shape, if there are as many as it has entries.

    They may come in any shape, or in a list; use this if another test judges the shape. Raises
    CheckFailed for another number of values, and for NaN and infinity.
    """
    array = _as_floats(_numbers(value, name))
    if array.size != math.prod(shape):
        raise CheckFailed(wording.other_shape(name, array.shape, shape))
    _check_finite(array, name)
    return array.reshape(shape)


def check_values(
    actual: Any, expected: Any, name: str, *, rtol: float | None = None, atol: float | None = None
) -> None:
    """Check values as `check_close` does, but in any shape; raises CheckFailed."""
    right = np.asarray(expected)
    seen = _numbers(actual, name)
    seen = seen.reshape(right.shape) if seen.size == right.size else seen
    check_close(seen, expected, name, rtol=rtol, atol=atol)


def right_parts(
    actual: Mapping[str, Any],
    expected: Mapping[str, Any],
    *,
    rtol: float | None = None,
    atol: float | None = None,
) -> list[str]:
    """Return the names of the parts of an answer whose values are right."""
    right = []
    for name in expected:
        try:
            check_values(actual.get(name), expected[name], name, rtol=rtol, atol=atol)
        except CheckFailed:
            continue
        right.append(name)
    return right


Parts = tuple[Mapping[str, Any], Mapping[str, Any]]  # an answer's parts, and the right ones


def check_also_right(
    usual: Parts,
    *others: Parts,
    told: str,
    some: bool = True,
    rtol: float | None = None,
    atol: float | None = None,
) -> None:
    """Check that the parts that are right in a usual case are right in other cases too.

    A part that is wrong there is judged by another test. If all are, some part must be right in
    each other case, unless `some` is False. `told` follows a part's name. Raises CheckFailed.
    """
    names, where = right_parts(*usual, rtol=rtol, atol=atol), from_course(told)
    for actual, expected in others:
        for name in names:
            part = say("{name}{where}", name=name, where=where)
            check_values(actual.get(name), expected[name], part, rtol=rtol, atol=atol)
        is_right = names or not some or right_parts(actual, expected, rtol=rtol, atol=atol)
        said = say("{names}: wrong{where}, as in general", names=", ".join(expected), where=where)
        check_that(is_right, said)


def _numbers(value: Any, name: str, shape: Shape | None = None) -> NDArray[Any]:
    """Return numbers, or lists of them, as an array, in this shape if one is given."""
    array = number_array(value)
    if array is None:
        raise CheckFailed(wording.other_type(value, name, say("numbers"), shape or ()))
    if shape is not None and array.shape != shape:
        raise CheckFailed(wording.other_shape(name, array.shape, shape))
    return array


def check_unchanged(after: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Check that a call left its arguments unchanged; raises CheckFailed.

    `after` and `before` hold the arguments by name; lists, tuples and dicts may be nested.
    """
    for name, value in before.items():
        if not same(after.get(name), value):
            raise CheckFailed(
                say("the call changed its argument {name}", name=name),
                say(
                    "Make new arrays (A - B) instead of writing into the ones you were given "
                    "(A -= B)."
                ),
            )


def central_differences(
    function: Callable[[NDArray[Any]], float], at: NDArray[Any], h: float = 1e-6
) -> NDArray[Any]:
    """Return the numerical gradient (f(x + h) - f(x - h)) / 2h, in the shape of `at`.

    `h` is in the unit of `at`. The error is of order h^2, with rounding of order 1e-16 / h.
    """
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

    `at` holds the point: arrays by name, whose shapes are also those of the gradients. `h` is the
    step, in their unit; `rtol` is relative, and `atol` is in the unit of the gradients. Raises
    CheckFailed for a gradient that is wrong or has another shape.
    """
    for name, value in at.items():
        others = dict(at)

        def along(x: NDArray[Any], name: str = name, others: dict[str, Any] = others) -> float:
            return function({**others, name: x})

        slope = central_differences(along, value, h)
        check_close(analytic[f"d{name}"], slope, f"d{name}", rtol=rtol, atol=atol)


def check_stable(actual: Any, expected: Any, name: str, *, rtol: float = 1e-6) -> None:
    """Check values that a formula may lose to overflow or cancellation, as at large inputs.

    Each counts by its own size: |actual - expected| <= rtol * |expected|. Raises CheckFailed.
    """
    right = np.asarray(expected, dtype=float)
    seen = _as_floats(_numbers(actual, name))
    if seen.size != right.size:
        raise CheckFailed(wording.other_shape(name, seen.shape, right.shape))
    seen = seen.reshape(right.shape)
    if not np.isfinite(seen).all():
        raise CheckFailed(wording.overflowed(seen, name), wording.OVERFLOWS)
    try:
        check_close(seen, right, name, rtol=rtol, atol=float(np.finfo(float).tiny))
    except CheckFailed:
        raise CheckFailed(wording.inexact(name), wording.CANCELS) from None


def _as_floats(numbers: NDArray[Any]) -> NDArray[Any]:
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


def check_accuracy(predicted: Any, labels: Any, at_least: float, name: str) -> None:
    """Check that at least a share (1.0 means all) of the predictions equals the labels.

    Predictions must have the shape of the labels. It is meant for what training reaches on unseen
    samples; choose a share well below the usual one. Raises CheckFailed.
    """
    right = np.asarray(labels)
    seen = _numbers(predicted, name, right.shape)
    share = float(np.mean(seen == right))
    if share < at_least:
        told = say(
            "{name} are right for less than {share} of fresh samples, which can be reached",
            name=from_course(name),
            share=f"{at_least:.0%}",
        )
        raise CheckFailed(told)


def check_vectorized(lines: Mapping[int, int], what: str = "samples") -> None:
    """Check that the number of executed Python lines does not grow with the number of samples.

    `lines` maps numbers of samples to counts from `student.<function>.lines`. Time is not
    measured. Up to a tenth of a line for each further sample is allowed. Raises CheckFailed.
    """
    few, many = min(lines), max(lines)
    if min(lines.values()) < 0:
        raise CheckFailed(
            say("the lines that are executed could not be counted: sys.settrace was used")
        )
    if lines[many] - lines[few] > (many - few) / 10:
        things = from_course(what)
        told = say("more lines of Python are executed for {many} {things} than for {few}")
        raise CheckFailed(
            told.filled(many=many, few=few, things=things), wording.LOOP.filled(things=things)
        )


_COST_TIMES, _COST_S = 10, 0.1  # allowed: times the reference's CPU time, plus seconds


def check_cost(cpu_s: float, reference: Callable[[], Any], what: str = "samples") -> None:
    """Check that a call with very many samples takes about as long as the reference's.

    `cpu_s` is in seconds, from `student.<function>.cost`. Ten times the reference's CPU time plus
    a tenth of a second is allowed. Use so many samples that a loop takes half a second. Raises
    CheckFailed.
    """
    began = time.thread_time()
    reference()
    if cpu_s > _COST_TIMES * (time.thread_time() - began) + _COST_S:
        things = from_course(what)
        told = say("very many {things} take much longer than array operations do", things=things)
        raise CheckFailed(told, wording.LOOP.filled(things=things))


def check_that(condition: object, message: str, hint: str = "") -> None:
    """Raise CheckFailed, with a sentence and a hint for the student, unless a condition is true."""
    if not condition:
        raise CheckFailed(message, hint)
