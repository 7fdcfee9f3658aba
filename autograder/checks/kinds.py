"""The check of a value's type, and of the types of what is in it."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from autograder.checks.elements import other_number, part_of
from autograder.checks.failure import CheckFailed
from autograder.compare import wording
from autograder.languages import from_course, listing, say

_NUMPY_KINDS = {bool: "b", int: "iu", float: "iuf", complex: "iufc"}
_ALSO = {float: (int,), complex: (int, float)}  # numbers that will do


def check_type(value: Any, kind: Any, name: str) -> None:
    """Check the type of a plain value, also of what is in it; the message says where it is wrong.

    `kind` is written as in annotations: `int`, `list[str]`, `dict[str, float]`,
    `tuple[int, str]`, `tuple[int, ...]`, `int | None`. As there, an int will do for a float, and
    NumPy's numbers are numbers. True is no int. Raises CheckFailed.
    """
    _check_type(value, kind, from_course(name))


def _check_type(value: Any, kind: Any, name: str) -> None:
    made, parts = typing.get_origin(kind) or kind, typing.get_args(kind)
    if made is Any:
        return
    if made in {typing.Union, types.UnionType}:
        if not any(_is_of_type(value, part) for part in parts):
            raise CheckFailed(wording.other_type(value, name, _words(parts)))
        return
    if not _is_instance(value, made):
        raise CheckFailed(wording.other_type(value, name, _words([made])))
    if made is tuple and parts and parts[-1] is not ...:
        if len(value) != len(parts):
            raise CheckFailed(other_number(len(value), len(parts), name))
        for place, (item, part) in enumerate(zip(value, parts, strict=True)):
            _check_type(item, part, part_of(name, str(place), len(parts)))
    elif made is dict and parts:
        _check_each(value, parts[0], say("a key of {name}", name=name))
        _check_each(value.values(), parts[1], say("an entry of {name}", name=name))
    elif parts:
        _check_each(value, parts[0], say("an entry of {name}", name=name))


def _check_each(values: Iterable[Any], kind: Any, name: str) -> None:
    for value in values:
        _check_type(value, kind, name)


def _is_of_type(value: Any, kind: Any) -> bool:
    try:
        _check_type(value, kind, "")
    except CheckFailed:
        return False
    return True


def _is_instance(value: Any, kind: Any) -> bool:
    if kind is None or kind is type(None):
        return value is None
    if isinstance(value, np.generic) and kind in _NUMPY_KINDS:
        return value.dtype.kind in _NUMPY_KINDS[kind]
    if isinstance(value, bool):
        return bool(kind is bool)
    return isinstance(value, (kind, *_ALSO.get(kind, ())))


def _words(kinds: Sequence[Any]) -> str:
    made = [typing.get_origin(kind) or kind for kind in kinds]
    names = ["None" if kind in {None, type(None)} else str(kind.__name__) for kind in made]
    return listing(names, "or")
