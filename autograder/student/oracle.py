"""Decide how the reference answers a student's function that is judged again.

Trusted; it runs in the responder's fork. A function that answers every question would be an
oracle: differences of a cost are its gradient. So the reference's own solution of the exercise is
run with the same arguments, and its questions are noted. Questions about the same numbers get
exact answers, as often as they are asked, because the student learns nothing that the reference
does not use. Other questions are also answered exactly, but this is reported. If marks depend on
the answers (`is_strict`), other answers are rounded to two digits and their number is limited.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from autograder.execution.manners import copied, drawn, generator_of
from autograder.student.objects import Function, Functions, Objects
from autograder.wire.messages import Call, Callback

# Makes calls of an exercise with the reference's own solution, with these functions bound.
Solve = Callable[[Call, list[Any], Functions], None]

_SAME = 1e-6  # relative: more than rounding changes, less than any useful difference
_MOST_NUMBERS = 4_000_000
_PERTURBED = 1.001
_DIGITS = 2
_FRACTION = re.compile(r"[0-9]\.[0-9]|[0-9]e-?[0-9]", re.ASCII)


class RefusedError(Exception):
    """A question that is not answered."""


class Asked(NamedTuple):
    """A question of the reference's solution to a function or class: all numbers in it."""

    name: str
    numbers: np.ndarray


class Oracle:
    """The reference's functions, for the calls of an exercise that builds on them."""

    def __init__(self, functions: Functions, solve: Solve | None, *, is_strict: bool) -> None:
        self._functions = functions
        self._objects = Objects(functions)
        self._are_vague = False  # whether an object may hold the answer to another question
        self._solve = solve
        self._is_strict = is_strict
        self._call: tuple[Call, list[Any]] | None = None
        self._known: np.ndarray | None = None  # absolute values that may be asked about
        self._asked: list[Asked] = []
        self._questions_left = 0  # questions about objects that may still be asked
        self._left: dict[str, int] = {}  # by function, numbers still answered in other questions
        self._learns = False  # whether the solution's questions depend on earlier answers

    def begin(self, call: Call, calls: list[Any]) -> None:
        """Expect the questions of these calls, and forget those of earlier calls."""
        self._call, self._known = (call, calls), None

    def answer(self, asked: Callback, args: list[Any], kwargs: dict[str, Any]) -> tuple[Any, bool]:
        """Return a value, and whether the reference asks the same question.

        Raises whatever the function raises, and RefusedError if there is no answer.
        """
        if self._solve is None or self._call is None:
            return self._evaluate(asked, args, kwargs), True
        if self._known is None:
            self._look_up()
        try:
            self._count(asked)
            args, kwargs = self._snapped(args), self._snapped(kwargs)
        except LookupError:
            return self._answer_another(asked, args, kwargs), False
        value = self._evaluate(asked, args, kwargs)
        is_vague = self._are_vague and self._objects.is_of_class(asked)
        return _rounded(value) if is_vague else value, True

    def _count(self, asked: Callback) -> None:
        """Count a question about an object; raises LookupError after very many.

        Many changes by known numbers could add up to an unknown number.
        """
        if self._objects.is_of_class(asked):
            self._questions_left -= 1
            if self._questions_left < 0:
                raise LookupError

    def _answer_another(self, asked: Callback, args: list[Any], kwargs: dict[str, Any]) -> Any:
        if not self._is_strict:
            return self._evaluate(asked, args, kwargs)
        name = asked.function
        self._left[name] = self._left.get(name, 0) - _numbers_in([args, kwargs]).size
        if self._left[name] < 0 or not _is_real([args, kwargs]):
            raise RefusedError(name)
        value = self._evaluate(asked, args, kwargs)
        self._are_vague |= not self._learns and self._objects.is_of_class(asked)
        return value if self._learns else _rounded(value)

    def _evaluate(self, asked: Callback, args: list[Any], kwargs: dict[str, Any]) -> Any:
        try:
            function = self._objects.function(asked)
            args, kwargs = self._objects.arrived(args), self._objects.arrived(kwargs)
        except LookupError:
            raise RefusedError(asked.function) from None
        value = function(*map(generator_of, args), **drawn(kwargs))
        if isinstance(value, Iterator) and not self._objects.holds(value):
            value = list(value)
        return self._objects.leaving(value)

    def _look_up(self) -> None:
        """Run the reference's own solution, and note its questions."""
        assert self._call is not None
        self._asked, answers = self._questions()
        given = _numbers_in(self._call[1])
        known = np.concatenate([given, *(a.numbers for a in self._asked), *answers, [0.0, 1.0]])
        known = known[np.isfinite(known)]
        # A student may write 1 - a, 2 z or z / 2 for what the reference writes.
        known = np.concatenate([known, 1 - known, 2 * known, known / 2])
        self._known = np.unique(np.abs(known[:_MOST_NUMBERS]))
        self._questions_left = 10 * len(self._asked) + 100
        self._left = dict.fromkeys(self._functions, 0)
        for name, numbers in self._asked:
            self._left[name] += numbers.size
        self._left = {name: size + size // 4 + 8 for name, size in self._left.items() if size}
        self._learns = self._is_strict and any(map(self._is_fed_back, self._left))

    def _is_fed_back(self, function: str) -> bool:
        """Return whether the solution's questions to a function depend on earlier answers."""
        before = [a.numbers for a in self._asked if a.name == function]
        if len(before) < 2:
            return False
        after = [a.numbers for a in self._questions(function)[0] if a.name == function]
        return len(before) != len(after) or not all(map(np.array_equal, before, after))

    def _questions(self, perturbed: str = "") -> tuple[list[Asked], list[np.ndarray]]:
        """Return the solution's questions and answers; the answers of `perturbed` are changed."""
        asked: list[Asked] = []
        answers: list[np.ndarray] = []
        room = _MOST_NUMBERS

        def note(name: str, given: Any, answer: Any) -> None:
            nonlocal room
            numbers, told = _numbers_in(given), _numbers_in(answer)
            room -= numbers.size + told.size
            if room > 0:
                asked.append(Asked(name, numbers))
                answers.append(told)

        def ask(name: str, args: Any, kwargs: Any) -> Any:
            given = copied([list(args), kwargs])
            value = self._functions[name](*args, **kwargs)
            value = list(value) if isinstance(value, Iterator) else value
            note(name, given, value)
            return _scaled(value) if name == perturbed else value

        def bound(name: str) -> Function:
            return lambda *args, **kwargs: ask(name, args, kwargs)

        assert self._solve is not None
        assert self._call is not None
        call, calls = self._call
        functions = {
            name: bound(name) for name, f in self._functions.items() if not isinstance(f, type)
        }
        with contextlib.suppress(Exception), np.errstate(all="ignore"), self._objects.watched(note):
            self._solve(call, copied(calls), functions)
        return asked, answers

    def _snapped(self, value: Any) -> Any:
        """Return a value with each number replaced by the known number that it matches.

        Raises LookupError for a number that is not known. Answers to questions that are close
        together thus do not differ.
        """
        if isinstance(value, dict):
            return {key: self._snapped(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(map(self._snapped, value))
        if isinstance(value, np.ndarray | np.generic):
            return self._nearest(np.asarray(value))
        if isinstance(value, float | int) and not isinstance(value, bool):
            try:
                return type(value)(self._nearest(np.asarray(value, dtype=float)))
            except OverflowError:
                raise LookupError from None
        return self._nearest(np.asarray(value)) if isinstance(value, complex) else value

    def _nearest(self, array: np.ndarray) -> np.ndarray:
        assert self._known is not None
        if array.dtype.kind == "b" or not array.size:
            return array
        if array.dtype.kind not in "iuf":
            raise LookupError
        flat = np.abs(array.astype(float))
        above = np.searchsorted(self._known, flat).clip(1, len(self._known) - 1)
        low, high = self._known[above - 1], self._known[above]
        near = np.where(flat - low < high - flat, low, high)
        scale = np.max(flat[np.isfinite(flat)], initial=0.0)
        close = np.abs(near - flat) <= _SAME * flat + 1e-12 * scale
        if not (close | ~np.isfinite(flat)).all():
            raise LookupError
        if array.dtype.kind in "iu":
            return array
        return np.where(close, np.copysign(near, array), array).astype(array.dtype)


def _numbers_in(value: Any) -> np.ndarray:
    """Return all real numbers in plain data, in order."""
    return np.concatenate([np.empty(0), *_arrays_in(value)])


def _arrays_in(value: Any) -> Iterator[np.ndarray]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from _arrays_in(item)
    elif isinstance(value, np.ndarray | np.generic):
        if value.dtype.kind in "biuf":
            yield np.asarray(value, dtype=float).ravel()
    elif isinstance(value, float | int) and abs(value) < 1e300:
        yield np.asarray([value], dtype=float)


def _is_real(value: Any) -> bool:
    """Return whether no number is complex: a complex step would reveal a slope to all digits."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return all(map(_is_real, value))
    return not np.iscomplexobj(value)


def _changed(value: Any, change: Callable[[np.ndarray], np.ndarray]) -> Any:
    """Return plain data with all floating-point numbers changed."""
    if isinstance(value, dict):
        return {key: _changed(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)([_changed(item, change) for item in value])
    if isinstance(value, float):  # includes np.float64
        return float(change(np.asarray(value)))
    if isinstance(value, np.ndarray | np.generic) and value.dtype.kind == "f":
        return change(np.asarray(value)).astype(value.dtype)
    return value


def _scaled(value: Any) -> Any:
    return _changed(value, lambda array: array * _PERTURBED)


def _rounded(value: Any) -> Any:
    """Return plain data with its numbers rounded, so that nothing exact can be learnt from it.

    Raises RefusedError for a text that contains such a number.
    """
    if _has_fraction(value):
        raise RefusedError
    return _changed(value, _to_digits)


def _has_fraction(value: Any) -> bool:
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list | tuple):
        return any(map(_has_fraction, value))
    return isinstance(value, str) and _FRACTION.search(value) is not None


def _to_digits(array: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        exponent = np.floor(np.log10(np.abs(array)))
        unit = 10.0 ** (exponent - (_DIGITS - 1))
        return np.where(np.isfinite(unit) & (unit > 0), np.round(array / unit) * unit, array)
