"""The form that right answers of an exercise have in common: the parts of an answer.

A part is known by its place in a returned tuple, or by its key in a returned dict. If the number
of entries depends on the arguments, no entry has a name of its own. Then the same thing in every
entry is one part of the answer.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any

_NUMBER = bool | int | float | complex
_MOST_PARTS = 12
_RETURNS = re.compile(r"^[ \t]*(?:Returns|Yields):?[ \t]*\n", re.MULTILINE)


class Nth(int):
    """A place in a returned tuple, with its name in the exercise's text."""

    name: str = ""

    @classmethod
    def of(cls, place: int, name: str) -> Nth:
        """Return a place with its name."""
        made = cls(place)
        made.name = name
        return made


@dataclass(frozen=True)
class Named:
    """The forms of a returned tuple's values, with their names if the text has any."""

    parts: tuple[Any, ...]
    names: tuple[str, ...] = ()


class Each:
    """The form of every entry of a list or a dict that has any number of entries."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner


class Series:
    """The form of a list of any number of numbers, which is one part."""


def form_of(values: Sequence[Any], exercise: Callable[..., Any], *, steps: bool = False) -> Any:
    """Return the form that right answers have in common; None if they have no parts.

    With `steps`, the keys are those of the calls that a test makes of an object.
    """
    form = _form(values, _words_of(exercise), is_outer=True, steps=steps)
    if type(form) is tuple:
        return Named(form, _returned_names(inspect.getdoc(exercise) or "", len(form)))
    return form


def _form(values: Sequence[Any], words: Collection[str], *, is_outer: bool, steps: bool) -> Any:
    if not values:
        return None
    if all(isinstance(value, dict) for value in values):
        keys = list(values[0])
        is_fixed = all(list(value) == keys for value in values) and keys
        if is_fixed and ((steps and is_outer) or all(key in words for key in keys)):
            return {k: _inner([value[k] for value in values], words) for k in keys}
        return _each([item for value in values for item in value.values()], words)
    if all(type(value) is tuple and len(value) == len(values[0]) for value in values):
        is_short = 0 < len(values[0]) <= _MOST_PARTS
        own = zip(*values, strict=True)
        return tuple(_inner(items, words) for items in own) if is_short else None
    if all(isinstance(value, list) for value in values):
        items = [item for value in values for item in value]
        is_series = items and all(isinstance(item, _NUMBER) for item in items)
        return Series() if is_series else _each(items, words)
    return None


def _inner(values: Sequence[Any], words: Collection[str]) -> Any:
    return _form(values, words, is_outer=False, steps=False)


def _each(items: Sequence[Any], words: Collection[str]) -> Any:
    """Return the form of all entries; None if they have no parts, as texts have none."""
    if items and all(type(item) is list and len(item) == len(items[0]) for item in items):
        inner: Any = [_inner(list(own), words) for own in zip(*items, strict=True)]
        return Each(inner) if 0 < len(inner) <= _MOST_PARTS else None
    inner = _inner(items, words)
    return Each(inner) if inner is not None else None


# -- words of the exercise's text ---------------------------------------------------------


def _words_of(exercise: Callable[..., Any]) -> frozenset[str]:
    """Return the words of an exercise's text and code, which a student may read as keys."""
    words = set(re.findall(r"\w+", inspect.getdoc(exercise) or ""))
    code = getattr(exercise, "__code__", None)
    return frozenset(words | (set(_constants(code)) if code else set()))


def _constants(code: CodeType) -> Iterator[str]:
    """Yield the variables and the texts in a function's code, inner functions included."""
    yield from code.co_varnames
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, tuple | frozenset):
            texts = [item for item in constant if isinstance(item, str)]
            yield from texts
            yield from (f"d{text}" for text in texts)  # as gradients are named
        elif isinstance(constant, CodeType):
            yield from _constants(constant)


def _returned_names(text: str, count: int) -> tuple[str, ...]:
    """Return the names of the returned values in an exercise's text; () if it has none."""
    found = _RETURNS.search(text)
    names: list[str] = []
    for line in text[found.end() :].split("\n") if found else ():
        if not line.strip() or (line == line.lstrip() and names):
            break
        before = re.sub(r"\([^()]*\)", "", line.strip().rstrip(".")).split(":")[0]
        words = [word.strip() for word in before.split(",")]
        if all(word.isidentifier() for word in words):
            names += words
    return tuple(names) if len(names) == count == len(set(names)) else ()
