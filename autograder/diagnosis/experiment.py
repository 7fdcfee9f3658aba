"""Find out by experiment what a mistake hangs on: change one thing in a wrong call, ask again.

The student's function is called a few times more, in the sandbox and within the
exercise's limits. What is said was so in these calls.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.evidence import Case, Function
from autograder.diagnosis.values import Leaves, alike, as_numbers, leaves
from autograder.wire import Opaque
from autograder.worker.calls import call

Arguments = dict[str, Any]
Ask = Callable[[Arguments, Arguments], Any]  # raises NoAnswer
Change = Callable[[np.ndarray], Any]

_LARGE = 30.0
_SHRUNK = 100.0
_MOST_CALLS = 24


class NoAnswer(Exception):
    """The student's function raised, or may not be called any more."""


class Experiments:
    """What can be tried on the wrong calls of an exercise."""

    def __init__(self, cases: Sequence[Case], reference: Function, ask: Ask) -> None:
        self._cases = cases
        self._reference = reference
        self._ask = ask
        self._calls_left = _MOST_CALLS

    def findings(self) -> Iterator[str]:
        """Yield sentences on what the mistake hangs on."""
        for attempt in (self._repeated, self._types, self._default, self._sizes):
            found = attempt()
            if found:
                yield found
                return
        found = self._axis(1, "column") or self._axis(0, "row")
        if found:
            yield found
            return
        ignored = list(self._ignored())
        if ignored:
            yield f"The result does not depend on {' or '.join(ignored)}, and it should."

    # -- one experiment each -----------------------------------------------------------

    def _repeated(self) -> str:
        for case in self._cases[:1]:
            answers = [self._answer(case.arguments, case.extras) for _ in range(2)]
            if None not in answers and not _same(answers[0], answers[1]):
                return (
                    "Called twice with the same arguments, it gives two different results: "
                    "something outside the function, or a random number, changes it."
                )
        return ""

    def _types(self) -> str:
        for case in self._wrong(lambda a: bool(a.ndim) and a.dtype.kind in "biu"):
            names = _names(case, lambda a: bool(a.ndim) and a.dtype.kind in "biu")
            if self._is_mended(case, _changed(case.arguments, names, lambda a: a.astype(float))):
                return (
                    f"It goes wrong when `{names[0]}` holds integers or booleans, "
                    "and is right for the same numbers as floats."
                )
        return ""

    def _default(self) -> str:
        parameters = inspect.signature(self._reference).parameters
        for case in [case for case in self._cases if case.is_wrong][:1]:
            for name, parameter in parameters.items():
                if name not in case.arguments and parameter.default is not parameter.empty:
                    passed = case.arguments | {name: parameter.default}
                    if self._is_mended(case, passed):
                        return f"The default of `{name}` is not the one that is asked for."
        return ""

    def _sizes(self) -> str:
        def is_large(array: np.ndarray) -> bool:
            return bool(array.size and array.dtype.kind in "iuf" and np.abs(array).max() > _LARGE)

        for case in self._wrong(is_large):
            names = _names(case, is_large)
            shrunk = _changed(case.arguments, names, lambda a: a / _SHRUNK)
            if self._is_mended(case, shrunk):
                return (
                    f"It goes wrong for very large numbers in `{names[0]}`, "
                    "and is right for the same numbers divided by 100."
                )
        return ""

    def _axis(self, axis: int, word: str) -> str:
        """Try with one row or column in place of several, and with several in place of one."""
        lengths = _lengths(self._cases, axis)
        for case in [case for case in self._cases if case.is_wrong]:
            varying = [name for name in _flat(case.arguments) if len(lengths.get(name, ())) > 1]
            own = {name: _length(_flat(case.arguments)[name], axis) for name in varying}
            single = [name for name in varying if own[name] == 1]
            if single and self._is_mended(
                case, _changed(case.arguments, single, lambda a: np.repeat(a, 3, axis))
            ):
                return f"It goes wrong when `{single[0]}` has a single {word}."
            several = [name for name in varying if own[name] > 1 and 1 in lengths[name]]
            if several and self._is_mended(
                case, _changed(case.arguments, several, lambda a: a.take([0], axis))
            ):
                return f"It is right only when `{several[0]}` has a single {word}."
        return ""

    def _ignored(self) -> Iterator[str]:
        for case in [case for case in self._cases if case.is_wrong and case.seen][:1]:
            before = self._answer(case.arguments, case.extras)
            for name in _flat(case.arguments) if before is not None else ():
                changed = _changed(case.arguments, [name], _other)
                right = self._right(changed, case.extras)
                if right is None or _same(right, case.right):
                    continue
                after = self._answer(changed, case.extras)
                if after is not None and _same(before, after):
                    yield f"`{name}`"

    # -- asking --------------------------------------------------------------------------

    def _wrong(self, has_it: Callable[[np.ndarray], bool]) -> Iterator[Case]:
        """Yield the first wrong call with such an argument."""
        yield from [case for case in self._cases if case.is_wrong and _names(case, has_it)][:1]

    def _is_mended(self, case: Case, arguments: Arguments) -> bool:
        right = self._right(arguments, case.extras)
        seen = None if right is None else self._answer(arguments, case.extras)
        return right is not None and seen is not None and _same(seen, right)

    def _right(self, arguments: Arguments, extras: Arguments) -> Leaves | None:
        try:
            value = call(self._reference, *copy.deepcopy((arguments, extras)))
        except Exception:  # noqa: BLE001 - arguments that were made up may not fit
            return None
        return leaves(value, value)

    def _answer(self, arguments: Arguments, extras: Arguments) -> Leaves | None:
        if not self._calls_left:
            return None
        self._calls_left -= 1
        guide = self._cases[0].right
        try:
            value = self._ask(arguments, extras)
        except NoAnswer:
            return None
        answer = leaves(value, _guide(guide))
        return None if any(isinstance(leaf, Opaque) for leaf in answer.values()) else answer


def _guide(right: Leaves) -> Any:
    """Return a value whose leaves have the paths of an answer's."""
    if () in right:
        return None
    steps = dict.fromkeys(path[0] for path in right)
    inner = {
        step: _guide({path[1:]: leaf for path, leaf in right.items() if path[0] == step})
        for step in steps
    }
    is_dict = all(isinstance(step, str) for step in steps)
    return inner if is_dict else [inner[step] for step in steps]


def _same(first: Leaves | None, second: Leaves | None) -> bool:
    """Return whether two answers agree in all that both have."""
    if first is None or second is None:
        return False
    both = first.keys() & second.keys()
    return bool(both) and all(alike(first[path], second[path]) for path in both)


# -- arguments -----------------------------------------------------------------------------


def _flat(arguments: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Return the numbers and arrays of a call by name, those inside dicts last."""
    found: dict[str, np.ndarray] = {}
    for name, value in arguments.items():
        if (array := as_numbers(value)) is not None:
            found[name] = array
    for value in arguments.values():
        if isinstance(value, dict):
            found |= {k: v for k, v in _flat(value).items() if k not in found}
    return found


def _changed(arguments: Arguments, names: Sequence[str], change: Change) -> Arguments:
    """Return a copy of a call's arguments with some of them changed."""
    changed: Arguments = {}
    for name, value in arguments.items():
        if isinstance(value, dict):
            changed[name] = _changed(value, names, change)
        else:
            changed[name] = change(np.asarray(value)) if name in names else value
    return changed


def _other(value: np.ndarray) -> Any:
    """Return another value of the same kind and shape."""
    if value.dtype.kind == "b":
        return ~value
    if value.dtype.kind in "iu":
        return int(value) + 1 if not value.ndim else 1 - value
    if np.isin(value, (0.0, 1.0)).all():  # labels
        return 1.0 - value
    changed = value * 0.9 + (0.05 if value.min(initial=0.0) >= 0 else 0.3)
    return float(changed) if not value.ndim else changed


def _names(case: Case, has_it: Callable[[np.ndarray], bool]) -> list[str]:
    return [name for name, array in _flat(case.arguments).items() if has_it(array)]


def _length(array: np.ndarray, axis: int) -> int:
    return array.shape[axis] if array.ndim == 2 else 0


def _lengths(cases: Sequence[Case], axis: int) -> dict[str, set[int]]:
    """Return, by argument, all lengths of an axis that occur."""
    found: dict[str, set[int]] = {}
    for case in cases:
        for name, array in _flat(case.arguments).items():
            if _length(array, axis):
                found.setdefault(name, set()).add(array.shape[axis])
    return found
