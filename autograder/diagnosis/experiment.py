"""Find out by experiment what a mistake depends on: change one thing in a call, and repeat it.

The student's function is called a few more times in the sandbox. Every sentence was true in these
calls. Their number is limited, and the limit is the same on every machine. If time runs out
before, which the grader decides, nothing is said at all.
"""

from __future__ import annotations

import copy
import functools
import inspect
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

import numpy as np

from autograder.diagnosis.arguments import Arguments, Change, as_it_was, changed, flat
from autograder.diagnosis.evidence import Case, Function
from autograder.diagnosis.values import ARGUMENT, Leaves, alike, as_numbers, leaves
from autograder.execution.arguments import call
from autograder.languages import listing, say
from autograder.wire.values import Opaque


class Ask(Protocol):
    """Calls the student's function once more; raises NoAnswer if it gives none."""

    def __call__(
        self, arguments: Arguments, extras: Arguments, *, without_asserts: bool = False
    ) -> Any:
        """Return the function's value, with the notebook's asserts or without them."""
        ...


Has = Callable[[np.ndarray], bool]

_LARGE = 30.0
_SHRUNK = 100.0
_NEAR = 2e-2  # this near to 0 or 1, a probability counts as extreme
_MOST_CALLS = 80
_MOST_WRONG = 3  # at most so many wrong calls are tried with another argument
_MOST_OTHERS = 6  # at most so many other calls are tried with another argument
_MOST_SLICES = 6
_TYPES = {
    "iu": say(
        "In the tests it is wrong where `{name}` holds integers, and right for the same numbers as "
        "floats."
    ),
    "b": say(
        "In the tests it is wrong where `{name}` holds booleans, and right for the same numbers as "
        "floats."
    ),
    "biu": say(
        "In the tests it is wrong where `{name}` holds integers or booleans, and right for the "
        "same numbers as floats."
    ),
}
_REPEATED = say(
    "Called again with the same arguments, it gives another result. Perhaps it draws random "
    "numbers, keeps something from call to call, or reads an array of np.empty."
)
_DEFAULT = say(
    "It is right where the tests pass `{name}`, and wrong where they leave it out: the default of "
    "`{name}` is not the one that is asked for."
)
_AT_THE_ENDS = say(
    "In the tests it is wrong where `{name}` comes very close to 0 or 1, and right for the same "
    "numbers kept between 0.1 and 0.9."
)
_FAR = say(
    "In the tests it is wrong where `{name}` holds numbers very far from zero, and right for the "
    "same numbers divided by 100."
)
# By axis: rows, then columns.
_WRONG_ALONE = (
    say("In the tests it is wrong where `{name}` has a single row, and right where it has more."),
    say(
        "In the tests it is wrong where `{name}` has a single column, and right where it has more."
    ),
)
_RIGHT_ALONE = (
    say("In the tests it is right where `{name}` has a single row, and wrong where it has more."),
    say(
        "In the tests it is right where `{name}` has a single column, and wrong where it has more."
    ),
)


class NoAnswer(Exception):
    """The student's function raised."""


class OutOfTimeError(Exception):
    """The student's function may not be called again; what was found may be incomplete."""


class Experiments:
    """What can be tried on the wrong calls of an exercise."""

    def __init__(
        self, cases: Sequence[Case], reference: Function, ask: Callable[[Any, Any], Any]
    ) -> None:
        self._cases = cases
        self._form = cases[0].form if cases else None
        self._reference = reference
        self._ask = ask
        self._calls_left = _MOST_CALLS

    def findings(self) -> Iterator[str]:
        """Yield sentences on what the mistake depends on."""
        for attempt in (self._repeated, self._types, self._sizes, self._ends):
            found = attempt()
            if found:
                yield found
                return
        found = self._axis(1) or self._axis(0)
        if found:
            yield found
            return
        ignored = list(self._ignored())
        if ignored:
            names = listing(ignored, "or")
            yield say("The result does not depend on {names}, and it should.", names=names)

    # -- one experiment each -----------------------------------------------------------

    def _repeated(self) -> str:
        for case in [case for case in self._cases if case.is_wrong and case.seen][:1]:
            answers = [self._answer(case.arguments, case.extras) for _ in range(2)]
            if any(_differ(answer, _values(case.seen)) for answer in answers):
                return _REPEATED
        return ""

    def _types(self) -> str:
        for kinds, told in _TYPES.items():
            found = self._mended_where(functools.partial(_is_of, kinds), _as_floats)
            if found:
                return told.filled(name=found)
        return ""

    def default(self) -> str:
        """Return a sentence if exactly the calls that leave a default unchanged are wrong."""
        parameters = inspect.signature(self._reference).parameters
        wrong = [case for case in self._cases if case.is_wrong]
        for name, parameter in parameters.items():
            hangs_on_it = all((name in case.arguments) != case.is_wrong for case in self._cases)
            if parameter.default is parameter.empty or not wrong or not hangs_on_it:
                continue
            passed = ((case, case.arguments | {name: parameter.default}) for case in wrong)
            if all(itertools.starmap(self._is_mended, itertools.islice(passed, _MOST_WRONG))):
                return _DEFAULT.filled(name=name)
        return ""

    def _ends(self) -> str:
        def is_near(array: np.ndarray) -> bool:
            if array.dtype.kind != "f" or not array.size or (array < 0).any() or (array > 1).any():
                return False
            distance = np.minimum(array, 1 - array)
            return bool(distance.max() > 0 and distance.min() < _NEAR) or _has_ends(array)

        found = self._mended_where(is_near, lambda a: as_it_was(np.clip(a, 0.1, 0.9), a))
        if found:
            return _AT_THE_ENDS.filled(name=found)
        return ""

    def _sizes(self) -> str:
        def is_large(array: np.ndarray) -> bool:
            return bool(array.size and array.dtype.kind in "iuf" and np.abs(array).max() > _LARGE)

        found = self._mended_where(is_large, lambda a: a / _SHRUNK)
        if found:
            return _FAR.filled(name=found)
        return ""

    def _mended_where(self, has_it: Has, change: Change) -> str:
        """Return the argument with the property in just the wrong calls, if a change mends them."""
        wrong = [case for case in self._cases if case.is_wrong]
        if any(bool(_names(case, has_it)) != case.is_wrong for case in self._cases):
            return ""
        names = _names(wrong[0], has_it) if wrong else []
        if len(names) != 1 or any(_names(case, has_it) != names for case in wrong):
            return ""
        mended = [
            self._is_mended(case, changed(case.arguments, names, change))
            for case in wrong[:_MOST_WRONG]
        ]
        return names[0] if all(mended) else ""

    def _axis(self, axis: int) -> str:
        """Try each row or column of a wrong call alone, and a single one repeated several times."""
        for name in _varying(self._cases, axis):
            single = [case.is_wrong for case in self._cases if _length(case, name, axis) == 1]
            several = [case.is_wrong for case in self._cases if _length(case, name, axis) > 1]
            if not any(several) and all(single) and self._repeats_mend(name, axis):
                return _WRONG_ALONE[axis].filled(name=name)
            if all(several) and not any(single) and self._slices_mend(name, axis):
                return _RIGHT_ALONE[axis].filled(name=name)
        return ""

    def _repeats_mend(self, name: str, axis: int) -> bool:
        for case in [c for c in self._cases if _length(c, name, axis) == 1][:1]:
            names = _along(self._cases, case, name, axis)
            repeated = changed(case.arguments, names, lambda a: np.repeat(a, 3, axis))
            return self._is_mended(case, repeated)
        return False

    def _slices_mend(self, name: str, axis: int) -> bool:
        for case in [c for c in self._cases if _length(c, name, axis) > 1][:1]:
            names = _along(self._cases, case, name, axis)
            slices = range(min(_length(case, name, axis), _MOST_SLICES))
            cut = [changed(case.arguments, names, _slice(i, axis)) for i in slices]
            return all(self._is_mended(case, arguments) for arguments in cut)
        return False

    def _ignored(self) -> Iterator[str]:
        """Yield the arguments that never make a difference, but should in a wrong call."""
        answered = [case for case in self._cases if case.seen and _is_finite(case.seen)]
        wrong = [case for case in answered if case.is_wrong]
        if len(answered) < len(self._cases):
            return  # an infinite answer may depend on all of them
        for case in wrong[:1]:
            names = [name for name in flat(case.arguments) if self._should_differ(case, name)]
            names = [name for name in names if self._is_ignored(case, name)]
            others = [other for other in answered if other is not case]
            for other in others[:: max(1, len(others) // _MOST_OTHERS)]:
                names = [name for name in names if self._is_ignored(other, name)]
            yield from (f"`{name}`" for name in names)

    def _should_differ(self, case: Case, name: str) -> bool:
        """Return whether another argument changes the right result."""
        for change in (_less, _other):
            right = self._right(changed(case.arguments, [name], change), case.extras)
            if right is None or _same(right, case.right):
                return False
        return True

    def _is_ignored(self, case: Case, name: str) -> bool:
        """Return whether a result stays the same with another argument."""
        others = (changed(case.arguments, [name], change) for change in (_less, _other))
        return all(_same(case.seen, self._answer(other, case.extras)) for other in others)

    # -- asking --------------------------------------------------------------------------

    def _is_mended(self, case: Case, arguments: Arguments) -> bool:
        """Return whether other arguments give a right result, while the original ones do not."""
        again = self._answer(case.arguments, case.extras)
        if not (again is None if case.seen is None else _same(again, case.seen)):
            return False
        right = self._right(arguments, case.extras)
        return right is not None and _same(self._answer(arguments, case.extras), right)

    def _right(self, arguments: Arguments, extras: Arguments) -> Leaves | None:
        try:
            value = call(self._reference, *copy.deepcopy((arguments, extras)))
        except Exception:  # noqa: BLE001 - arguments that were made up may not fit
            return None
        return leaves(value, self._form)

    def _answer(self, arguments: Arguments, extras: Arguments) -> Leaves | None:
        if not self._calls_left:
            return None
        self._calls_left -= 1
        try:
            value = self._ask(arguments, extras)
        except NoAnswer:
            return None
        answer = leaves(value, self._form)
        return None if any(isinstance(leaf, Opaque) for leaf in answer.values()) else answer


def _values(answer: Leaves | None) -> Leaves | None:
    """Return the answer, without the arguments as the call left them."""
    return answer and {path: leaf for path, leaf in answer.items() if path[:1] != (ARGUMENT,)}


def _differ(first: Leaves | None, second: Leaves | None) -> bool:
    """Return whether two answers have different parts, or different values in them."""
    if first is None or second is None:
        return False
    return first.keys() != second.keys() or not all(alike(first[p], second[p]) for p in first)


def _same(first: Leaves | None, second: Leaves | None) -> bool:
    """Return whether two answers agree in all parts that both have."""
    if first is None or second is None:
        return False
    both = first.keys() & second.keys()
    return bool(both) and all(alike(first[path], second[path]) for path in both)


def _is_finite(answer: Leaves) -> bool:
    numbers = [as_numbers(leaf) for leaf in answer.values()]
    return all(array is None or bool(np.isfinite(array).all()) for array in numbers)


# -- arguments -----------------------------------------------------------------------------


def _has_ends(array: np.ndarray) -> bool:
    """Return whether all probabilities are 0 or 1, and they are not a row of labels."""
    return not array.ndim and float(array) in (0.0, 1.0)


def _is_of(kinds: str, array: np.ndarray) -> bool:
    return array.dtype.kind in kinds


def _as_floats(value: np.ndarray) -> Any:
    return as_it_was(value.astype(float), value)


def _slice(i: int, axis: int) -> Change:
    """Return a change that takes one row or column, as a matrix."""
    return lambda array: array.take([i], axis)


def _less(value: np.ndarray) -> Any:
    """Return different numbers of the same kind and shape, most of them smaller."""
    if value.dtype.kind in "biu" or np.isin(value, (0.0, 1.0)).all():  # labels or sizes
        return _other(value)
    return as_it_was(value * 0.4 + 0.01, value)


def _other(value: np.ndarray) -> Any:
    """Return different numbers of the same kind and shape, with the other sign if possible."""
    if value.dtype.kind == "b":
        return ~value
    if value.dtype.kind in "iu":
        return int(value) + 1 if not value.ndim else 1 - value
    if np.isin(value, (0.0, 1.0)).all():
        return 1.0 - value
    is_probability = value.ndim and ((value > 0) & (value < 1)).all()
    other = 1 - value if is_probability else value * (3.0 if value.min() >= 0 else -1.7) + 0.3
    return as_it_was(other, value)


def _names(case: Case, has_it: Has) -> list[str]:
    return [name for name, array in flat(case.arguments).items() if has_it(array)]


def _length(case: Case, name: str, axis: int) -> int:
    """Return how long an axis of an argument is; 0 if it is not an array of two axes."""
    array = flat(case.arguments).get(name)
    return array.shape[axis] if array is not None and array.ndim == 2 else 0


def _varying(cases: Sequence[Case], axis: int) -> list[str]:
    """Return the arguments whose axis has length 1 in some calls and not in others."""
    names = dict.fromkeys(name for case in cases for name in flat(case.arguments))
    lengths = {name: {_length(case, name, axis) for case in cases} for name in names}
    return [name for name, found in lengths.items() if 1 in found and max(found) > 1]


def _along(cases: Sequence[Case], case: Case, name: str, axis: int) -> list[str]:
    """Return the arguments that vary along an axis as this one does, with its length here."""
    names = _varying(cases, axis)
    return [n for n in names if _length(case, n, axis) == _length(case, name, axis)]
