"""Find the change of an argument that turns the right answers into the wrong ones.

For example, the right answer for a zero bias shows that the bias was left out. Only the reference
is called, and only a few changes are known, so no hidden input can be carried out.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.arguments import as_it_was, changed, flat
from autograder.diagnosis.evidence import Case, Function
from autograder.diagnosis.values import ARGUMENT, Leaves, Path, alike, leaves, listed
from autograder.execution.arguments import call
from autograder.languages import Sentence, say_n

Change = Callable[[np.ndarray], Any]

_MOST_ARGUMENTS = 10
_CHANGES: tuple[tuple[Sentence, Change], ...] = (
    (
        say_n(
            "{Parts} is as if `{name}` were zero: is it left out?",
            "{Parts} are as if `{name}` were zero: is it left out?",
        ),
        lambda x: x * 0,
    ),
    (
        say_n(
            "{Parts} is as if `{name}` were 1: is it left out?",
            "{Parts} are as if `{name}` were 1: is it left out?",
        ),
        lambda x: x * 0 + 1,
    ),
    (
        say_n(
            "{Parts} is as if `{name}` had the other sign.",
            "{Parts} are as if `{name}` had the other sign.",
        ),
        lambda x: -x,
    ),
    (
        say_n(
            "{Parts} is as if `{name}` were 1 minus what it is.",
            "{Parts} are as if `{name}` were 1 minus what it is.",
        ),
        lambda x: 1 - x,
    ),
    (
        say_n(
            "{Parts} is as if `{name}` were doubled.", "{Parts} are as if `{name}` were doubled."
        ),
        lambda x: x * 2,
    ),
    (
        say_n("{Parts} is as if `{name}` were halved.", "{Parts} are as if `{name}` were halved."),
        lambda x: x / 2,
    ),
    (
        say_n(
            "{Parts} is as if `{name}` were squared.", "{Parts} are as if `{name}` were squared."
        ),
        lambda x: x**2,
    ),
    (
        say_n(
            "{Parts} is as if `{name}` had no signs.", "{Parts} are as if `{name}` had no signs."
        ),
        np.abs,
    ),
    (
        say_n(
            "{Parts} is as if `{name}` were cut to whole numbers.",
            "{Parts} are as if `{name}` were cut to whole numbers.",
        ),
        np.trunc,
    ),
)
_EXCHANGED = say_n(
    "{Parts} is as if `{first}` and `{second}` had changed places.",
    "{Parts} are as if `{first}` and `{second}` had changed places.",
)


def substituted(cases: Sequence[Case], reference: Function) -> list[str]:
    """Return a sentence if exactly one known change of the arguments explains what is wrong."""
    wrong = [case for case in cases if case.is_wrong]
    if not wrong or any(case.seen is None for case in cases):
        return []
    paths = _wrong_paths(wrong)
    if not paths or not all(_has_all(case, paths) for case in cases):
        return []
    told = [
        words
        for words, change in _candidates(cases)
        if all(_explains(change, case, paths, reference) for case in _few(wrong, cases))
    ]
    if len(told) != 1:
        return []
    return [told[0].filled(len(paths), parts=listed(paths))]


def _few(wrong: Sequence[Case], cases: Sequence[Case]) -> list[Case]:
    """Return the calls to try, with the wrong ones first."""
    return [*wrong, *(case for case in cases if not case.is_wrong)]


def _wrong_paths(wrong: Sequence[Case]) -> list[Path]:
    found: dict[Path, None] = {}
    for case in wrong:
        for path, right in case.right.items():
            is_value = path[:1] != (ARGUMENT,)
            if is_value and path in (case.seen or {}) and not alike((case.seen or {})[path], right):
                found[path] = None
    return list(found)


def _has_all(case: Case, paths: Sequence[Path]) -> bool:
    return all(path in (case.seen or {}) for path in paths)


def _candidates(cases: Sequence[Case]) -> Iterator[tuple[Sentence, Callable[[Case], Any]]]:
    """Yield what can be changed, with a sentence on the `{parts}` that it would affect."""
    every = [flat(case.arguments) for case in cases]
    names = [name for name in every[0] if all(name in own for own in every)][:_MOST_ARGUMENTS]
    for name in names:
        for words, change in _CHANGES:
            if all(own[name].dtype.kind in "iuf" for own in every):
                yield words.filled(name=name), _of_one(name, change)
    for first, second in itertools.combinations(names, 2):
        if all(own[first].shape == own[second].shape for own in every):
            yield _EXCHANGED.filled(first=first, second=second), _of_two(first, second)


def _of_one(name: str, change: Change) -> Callable[[Case], Any]:
    def made(case: Case) -> Any:
        return changed(case.arguments, [name], lambda x: as_it_was(change(x.astype(float)), x))

    return made


def _of_two(first: str, second: str) -> Callable[[Case], Any]:
    def made(case: Case) -> Any:
        own = flat(case.arguments)
        once = changed(case.arguments, [first], lambda _: own[second])
        return changed(once, [second], lambda _: own[first])

    return made


def _explains(
    change: Callable[[Case], Any], case: Case, paths: Sequence[Path], reference: Function
) -> bool:
    """Return whether the wrong parts of an answer are right for the changed arguments."""
    try:
        made = leaves(call(reference, *copy.deepcopy((change(case), case.extras))), case.form)
    except Exception:  # noqa: BLE001 - arguments that were made up may not fit
        return False
    seen: Leaves = case.seen or {}
    return all(path in made and alike(seen[path], made[path]) for path in paths)
