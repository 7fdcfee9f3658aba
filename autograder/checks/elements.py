"""The check of a set, and what is said of the entries of containers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import numpy as np

from autograder.checks.failure import CheckFailed
from autograder.compare import wording
from autograder.languages import from_course, say

_MOST_NAMED = 10  # entries of a container whose places a message may name
_TEXTS_FOR_NUMBERS = say("There are texts where numbers belong: look at int() and float().")
_NUMBERS_FOR_TEXTS = say("There are numbers where texts belong: look at str().")


def of_kinds(actual: Iterable[Any], expected: Iterable[Any]) -> str:
    """Return a hint if there are texts where numbers belong, or the other way round."""
    seen, right = list(actual), list(expected)
    if not (seen and right):
        return ""
    if _are(str, "US", seen) and _are(int | float, "iuf", right):
        return _TEXTS_FOR_NUMBERS
    if _are(int | float, "iuf", seen) and _are(str, "US", right):
        return _NUMBERS_FOR_TEXTS
    return ""


def _are(kind: Any, kinds: str, values: Iterable[Any]) -> bool:
    return all(
        value.dtype.kind in kinds
        if isinstance(value, np.ndarray | np.generic)
        else isinstance(value, kind) and not isinstance(value, bool)
        for value in values
    )


def part_of(name: str, key: str, of: int) -> str:
    """Return the name of an entry. Its place is told only if there are few."""
    if of > _MOST_NAMED:
        return say("an entry of {name}", name=name)
    return say("{name}[{key}]", name=name, key=key)


def check_set(actual: Any, expected: Collection[Any], name: str) -> None:
    """Check that a set, list, tuple or array of one axis has the expected elements, in any order.

    An element may come several times. Raises CheckFailed.
    """
    if isinstance(actual, np.ndarray) and actual.ndim == 1:
        actual = actual.tolist()
    if not isinstance(actual, set | frozenset | list | tuple):
        raise CheckFailed(wording.other_type(actual, name, say("a set")))
    right, found, surplus = set(expected), set(), 0
    for element in actual:
        try:
            is_right = element in right
        except TypeError:  # it cannot be an element of a set
            is_right = False
        if is_right:
            found.add(element)  # no element of the student's own is hashed into a set of ours
        else:
            surplus += 1
    missing = len(right) - len(found)
    if missing or surplus:
        raise CheckFailed(
            other_elements(missing, surplus, from_course(name), say("elements")),
            of_elements(actual, right),
        )


def of_elements(actual: Iterable[Any], expected: Iterable[Any]) -> str:
    """Return a hint on how elements or keys differ; "" if there is nothing to say."""
    seen, right = list(actual), list(expected)
    if hint := of_kinds(seen, right):
        return hint
    if not (seen and right and all(isinstance(e, str) for e in [*seen, *right])):
        return ""
    folded = {text.casefold() for text in seen} == {text.casefold() for text in right}
    if folded:
        return say("They differ only in upper and lower case.")
    stripped = {text.strip() for text in seen} == {text.strip() for text in right}
    return say("They differ only in spaces around them.") if stripped else ""


def other_number(count: int, wanted: int, name: str) -> str:
    """Return a sentence on a container with another number of entries."""
    if not count:
        return say("{name} is empty", name=name)
    if count < wanted:
        return say("{name} has too few entries", name=name)
    return say("{name} has too many entries", name=name)


_MISSING = (
    say("{name} lacks one of the {things}"),
    say("{name} lacks two of the {things}"),
    say("{name} lacks several of the {things}"),
)
_SURPLUS = (
    say("{name} has one too many of the {things}"),
    say("{name} has two too many of the {things}"),
    say("{name} has several too many of the {things}"),
)
_BOTH = say("{name} lacks some of the {things}, and has others that do not belong there")


def other_elements(missing: int, surplus: int, name: str, things: str) -> str:
    """Return a sentence on elements, keys or columns that are missing or too many."""
    if missing and surplus:
        return _BOTH.filled(name=name, things=things)
    told = _MISSING[min(missing, 3) - 1] if missing else _SURPLUS[min(surplus, 3) - 1]
    return told.filled(name=name, things=things)
