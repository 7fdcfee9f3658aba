"""Objects of the instructor's classes, and the objects in the sandbox that stand for them.

Trusted. A given cell, or a module beside the notebook, defines such a class in both processes. An
object of ours that is passed to student code becomes an object of the notebook's class with the
same fields: its twin. What comes back is an object of our own class with the fields that the
sandbox claims, so that its methods and its `==` are the instructor's.
"""

from __future__ import annotations

import abc
import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from autograder.errors import WireError
from autograder.student.handles import HandleType, place_of
from autograder.wire.known import known_name
from autograder.wire.reach import Op

_MOST = 10_000  # twins in one process
_CONTAINERS = (list, tuple, set, frozenset)

Ask = Callable[[Op, str, list[Any]], Any]


class Twins:
    """The pairs of one process: an object of ours, and its twin there."""

    def __init__(self, ask: Ask, given: Mapping[str, type]) -> None:
        """Begin without pairs; `given` are the instructor's classes by their names, at any time."""
        self._ask = ask
        self._given = given
        self._own: dict[int, Any] = {}  # by the twin's number
        self._twins: dict[int, Any] = {}  # by the id of the object of ours

    def leaving(self, value: Any) -> Any:
        """Return a value with twins for all objects of the instructor's classes in it."""
        if not self._given:
            return value
        found: dict[int, Any] = {}
        self._gather(value, found)
        if not found and not self._has_class(value):
            return value
        new = [one for one in found.values() if id(one) not in self._twins]
        if len(self._own) + len(new) > _MOST:
            raise TypeError("too many objects of the instructor's classes were passed")
        if new:
            made = self._ask(Op.NEW, "", [[[*known_name(type(one))] for one in new]])
            self._pair(new, made)
        fields = [self._exchanged(vars(one)) for one in found.values()]
        self._ask(Op.FILL, "", [[self._twins[i] for i in found], fields])
        return self._exchanged(value)

    def arrived(self, value: Any, *, has_run: bool = True) -> Any:
        """Return a value with objects of ours for all twins in it.

        If student code has run, all of them get the fields that their twins have now.
        """
        if not self._given:
            return value
        before = set(self._own)
        value = self._adopted(value)
        self._refresh(set() if has_run else before)
        return value

    def _refresh(self, asked: set[int]) -> None:
        while due := [number for number in self._own if number not in asked]:
            asked.update(due)
            told = self._ask(Op.FIELDS, "", [[self._twins[id(self._own[n])] for n in due]])
            if not isinstance(told, list) or len(told) != len(due):
                raise WireError("wire: fields of other objects")
            for number, fields in zip(due, told, strict=True):
                self._write(self._own[number], fields)

    def error(self, error: BaseException) -> BaseException:
        """Return an exception of the instructor's own class, if that is what the sandbox raised."""
        own = self._class_of(error)
        if own is None or not issubclass(own, Exception):
            return error
        made: BaseException = own.__new__(own, *error.args)
        made.args = error.args
        return made

    # -- to the sandbox ----------------------------------------------------------------

    def _gather(self, value: Any, found: dict[int, Any]) -> None:
        queue = [value]
        while queue:
            one = queue.pop()
            if place_of(one) is not None:
                continue
            if isinstance(one, dict):
                queue += one.values()
            elif isinstance(one, _CONTAINERS):
                queue += one
            elif id(one) not in found and self._is_own(one):
                found[id(one)] = one
                queue += vars(one).values()

    def _is_own(self, value: Any) -> bool:
        kind = type(value)
        return (
            kind.__name__ in self._given and self._given[kind.__name__] is kind and is_plain(kind)
        )

    def _has_class(self, value: Any) -> bool:
        return any(self._given.get(one.__name__) is one for one in _classes_in(value))

    def _pair(self, own: list[Any], twins: Any) -> None:
        if not isinstance(twins, list) or len(twins) != len(own):
            raise WireError("wire: other objects than those that were asked for")
        for one, twin in zip(own, twins, strict=True):
            place = place_of(twin)
            if place is None or isinstance(twin, HandleType):
                raise WireError("wire: an object that is none")
            self._own[place.number] = one
            self._twins[id(one)] = twin

    def _exchanged(self, value: Any) -> Any:
        """Return a value in which twins stand for objects of ours."""
        if id(value) in self._twins:
            return self._twins[id(value)]
        if isinstance(value, type) and self._given.get(value.__name__) is value:
            return self._ask(Op.NAME, value.__name__, [])
        return _mapped(self._exchanged, value)

    # -- from the sandbox --------------------------------------------------------------

    def _adopted(self, value: Any) -> Any:
        place = place_of(value)
        if place is None:
            return _mapped(self._adopted, value)
        if isinstance(value, HandleType):
            return value
        if place.number in self._own:
            return self._own[place.number]
        own = self._class_of(value)
        if own is None or not is_plain(own) or len(self._own) >= _MOST:
            return value
        made: Any = object.__new__(own)
        self._own[place.number] = made
        self._twins[id(made)] = value
        return made

    def _class_of(self, value: Any) -> type | None:
        """Return the instructor's class that an object in the sandbox is of."""
        name = type(value).__dict__.get("_name_of_given")
        return self._given.get(name) if isinstance(name, str) else None

    def _write(self, own: Any, fields: Any) -> None:
        if not isinstance(fields, dict) or not all(type(name) is str for name in fields):
            raise WireError("wire: fields that are none")
        of_class = {name for name in fields if _is_method(type(own), name)}
        fields = {n: self._adopted(value) for n, value in fields.items() if n not in of_class}
        before = vars(own)
        for name, value in fields.items():
            before[name] = _in_place(before.get(name), value)
        for name in before.keys() - fields.keys():
            del before[name]


def is_plain(kind: type) -> bool:
    """Return whether the objects of a class are nothing but their fields and its methods."""
    return (
        type(kind) in {type, abc.ABCMeta}
        and not any("__new__" in vars(base) for base in kind.__mro__[:-1])
        and kind.__dictoffset__ != 0
        and not any("__slots__" in vars(base) for base in kind.__mro__[:-1])
        and not _is_record(kind)
    )


def _is_method(kind: type, name: str) -> bool:
    """Return whether a field would stand before a method of a class, which is the instructor's."""
    return callable(getattr(kind, name, None))


def _is_record(kind: type) -> bool:
    """Return whether the objects of a class cross as records; see `wire.values.records`."""
    return dataclasses.is_dataclass(kind)


def _classes_in(value: Any) -> Iterator[type]:
    queue = [value]
    while queue:
        one = queue.pop()
        if place_of(one) is not None:
            continue
        if isinstance(one, type):
            yield one
        elif isinstance(one, dict):
            queue += one.values()
        elif isinstance(one, _CONTAINERS):
            queue += one


def _mapped(change: Callable[[Any], Any], value: Any) -> Any:
    """Return a container with changed parts; the same one if nothing in it changes."""
    kind = type(value)
    if kind is dict:
        parts = {key: change(item) for key, item in value.items()}
        return parts if any(parts[key] is not value[key] for key in parts) else value
    if kind not in _CONTAINERS:
        return value
    made = [change(item) for item in value]
    return kind(made) if _differ(made, value) else value


def _differ(made: Iterable[Any], value: Iterable[Any]) -> bool:
    return any(a is not b for a, b in zip(made, value, strict=True))


def _in_place(old: Any, new: Any) -> Any:
    """Return the old list, dict or set with the new content, as it would be in one process."""
    if type(old) is not type(new) or not isinstance(old, list | dict | set):
        return new
    content = new.copy()
    old.clear()
    if isinstance(old, list):
        old.extend(content)
    else:
        old.update(content)
    return old
