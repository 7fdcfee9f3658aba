"""Numbers for objects that stay in the sandbox while the grader uses them.

Student code can change everything here, so the grader checks whatever it says.
"""

from __future__ import annotations

import base64
import functools
import importlib
import operator
from collections.abc import Callable
from pickle import loads  # only what the grader sends
from typing import Any, NamedTuple

import msgspec
import numpy as np

from autograder.wire import reach as r
from autograder.wire.known import FLAT, known, known_name
from autograder.wire.values import TooLargeError

_SCALARS = (int, float, complex, str, bytes, np.generic)
_OWN = "__main__"
_OF_PYTHON = frozenset({"builtins", "collections", "typing", "abc", "collections.abc", "time"})


class Whole(NamedTuple):
    """A value that is held as an object because its plain form is too large."""

    value: Any


class Stream:
    """An iterator of the grader's."""

    def __init__(self, ask: Callable[[], Any]) -> None:
        """Ask for each item."""
        self._ask = ask

    def __iter__(self) -> Stream:
        """Return itself."""
        return self

    def __next__(self) -> Any:
        """Return the next item."""
        return self._ask()


class Table:
    """The objects with their numbers, and the grader's functions with theirs."""

    takes_markers = True  # among the arguments of calls that hidden tests make

    def __init__(self, lend: Callable[[int, str], Any]) -> None:
        """Begin without objects; `lend` makes what student code calls for a grader's function."""
        self._objects: list[Any] = []
        self._numbers: dict[int, int] = {}  # by id
        self._new: list[r.Held] = []
        self._lend = lend
        self._lent: dict[int, Any] = {}
        self._lent_numbers: dict[int, int] = {}  # by id
        self._copies: dict[int, Any] = {}
        self.printed: Callable[[], list[tuple[bool, str]]] = list

    def object(self, number: int) -> Any:
        """Return the object of a number."""
        return self._objects[number]

    def mark(self) -> int:
        """Return a mark to which `forget` can return."""
        return len(self._objects)

    def forget(self, mark: int) -> None:
        """Take back the numbers that were given since a mark and not sent."""
        for value in self._objects[mark:]:
            self._numbers.pop(id(value), None)
        told = len(self._objects) - len(self._new)
        del self._objects[mark:]
        del self._new[mark - told :]

    def forget_all(self) -> None:
        """Take back all numbers of objects."""
        self._objects, self._numbers, self._new = [], {}, []

    # -- as both ends of the wire see it -----------------------------------------------

    def term(self, value: Any) -> list[Any] | None:
        """Return the term of an object that is not flattened; None for any other value."""
        kind: Any = type(value)
        if kind in FLAT:
            return None
        if kind is Whole:
            return self.hold(value.value)
        if id(value) in self._lent_numbers:
            return ["lent", self._lent_numbers[id(value)]]
        if (name := known(value)) is not None:
            return ["known", *name]
        if isinstance(value, type):
            return self.hold(value)
        return self.hold(value) if is_own(value, kind) or _can_more(kind) else None

    def hold(self, value: Any) -> list[Any]:
        """Return the term of an object, which gets a number if it has none."""
        number = self._numbers.get(id(value))
        if number is None:
            if len(self._objects) >= r.MAX_HELD:
                raise TooLargeError
            held = self._described(value)
            number = self._numbers[id(value)] = len(self._objects)
            self._objects.append(value)
            self._new.append(held)
        return ["held", number]

    def value(self, term: list[Any]) -> Any:
        """Return the object for a term that the grader sent."""
        match term:
            case ["held", int(number)]:
                return self._objects[number]
            case ["lent", int(number), str(name), doc]:
                if number not in self._lent:
                    lent = self._lend(number, name)
                    lent.__doc__ = doc
                    made = self._lent[number] = Stream(lent) if name == r.NEXT else lent
                    self._lent_numbers[id(made)] = number
                return self._lent[number]
            case ["copy", int(number), str(content)]:
                if content:
                    self._copies[number] = loads(base64.b64decode(content))  # noqa: S301
                return self._copies[number]
            case ["known", str(module), str(name)]:
                return operator.attrgetter(name)(importlib.import_module(module))
        raise ValueError(term)

    def complete(self, message: msgspec.Struct) -> msgspec.Struct:
        """Return a reply with its new objects, and what was printed."""
        new, self._new = self._new, []
        return msgspec.structs.replace(message, new=tuple(new), printed=tuple(self.printed()))

    def hear(self, message: msgspec.Struct) -> None:
        """Do nothing: what the grader lends is described at its place."""

    def _described(self, value: Any) -> r.Held:
        if not isinstance(value, type):
            return r.Held(self.hold(type(value))[1])
        bases = [self.hold(base)[1] for base in value.__mro__[1:] if base.__module__ == _OWN][:20]
        every = [".".join(known_name(base)) for base in value.__mro__ if base.__module__ != _OWN]
        module, name = known_name(value)
        is_own = module == _OWN
        return r.Held(-1, r.Form(name, module, is_own, bases, every[:40], _abilities(value)))


def is_own(value: Any, kind: type) -> bool:
    """Return whether an object is of a notebook's class, and not a kind of number or text."""
    if kind.__module__ != _OWN or isinstance(value, _SCALARS):
        return False
    return not (isinstance(value, tuple) and hasattr(kind, "_fields"))


@functools.cache
def _can_more(kind: Any) -> bool:
    """Return whether a library's containers have methods that those of Python lack."""
    base = next((base for base in (tuple, list, dict, set) if issubclass(kind, base)), None)
    if base is None or kind.__module__ in _OF_PYTHON or hasattr(kind, "_fields"):
        return False
    own = {name for one in kind.__mro__ if one.__module__ not in _OF_PYTHON for name in vars(one)}
    return "__getattr__" in own or any(
        not name.startswith("_") and not hasattr(base, name) for name in own
    )


def _abilities(kind: type) -> list[str]:
    """Return which of Python's operations a class defines itself."""
    return [
        name
        for name in sorted(r.ABILITIES)
        if (found := getattr(kind, name, None)) is not None
        and found is not getattr(object, name, None)
        and _is_of_instances(kind, name)
    ]


def _is_of_instances(kind: type, name: str) -> bool:
    """Return whether a class has a method for its objects, and not only for itself."""
    return any(name in base.__dict__ for base in kind.__mro__)
