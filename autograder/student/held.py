"""What the grader knows of objects that cross the wire as numbers.

Trusted. A number that the sandbox never gave out is a broken protocol, and so is a number of a
function that was never lent.
"""

from __future__ import annotations

import sys
import sysconfig
import types
import weakref
from collections.abc import Callable
from typing import Any

import msgspec

from autograder.errors import WireError
from autograder.student.handles import (
    Asks,
    Handle,
    HandleError,
    HandleType,
    Place,
    class_of,
    place_of,
)
from autograder.student.raised import exception_type
from autograder.wire import reach as r
from autograder.wire.known import FLAT, known, known_name, loaded, of_name

_MOST_LENT = 100_000


class Lent:
    """Functions of the grader's that student code may call, by number: for all of a notebook."""

    def __init__(self) -> None:
        self._functions: list[Callable[..., Any]] = []
        self._numbers: dict[int, int] = {}  # by id

    def number(self, function: Callable[..., Any]) -> int:
        """Return the number of a function, which is lent from now on."""
        number = self._numbers.get(id(function))
        if number is None:
            if len(self._functions) >= _MOST_LENT:
                raise TypeError("too many functions were passed to student code")
            number = self._numbers[id(function)] = len(self._functions)
            self._functions.append(function)
        return number

    def function(self, number: int) -> Callable[..., Any]:
        """Return the function of a number."""
        return self._functions[number]


class HeldThere:
    """The objects that one process in the sandbox holds, as this end of the wire sees them."""

    takes_markers = False

    def __init__(self, asks: Asks, lent: Lent) -> None:
        self._asks = asks
        self._lent = lent
        self.borrowed: set[int] = set()  # the numbers of the functions that it may call
        self._held: list[r.Held] = []
        self.classes: dict[int, type] = {}
        self._handles: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()

    def term(self, value: Any) -> list[Any] | None:
        """Return the term of a handle or a function; None for a plain value."""
        if type(value) in FLAT:
            return None
        place = place_of(value)
        if place is not None and place.asks is self._asks:
            return ["held", place.number]
        return self.hold(value) if callable(value) else None

    def hold(self, value: Any) -> list[Any]:
        """Return the term of a function that is lent or is a library's; TypeError for the rest."""
        if (name := known(value)) is not None:
            return ["known", *name]
        if not callable(value):
            raise TypeError(f"a {type(value).__name__} like this cannot be sent")
        if _is_of_library(value):
            return ["known", *known_name(value)]
        called = getattr(value, "__name__", None)
        called = called if isinstance(called, str) else "function"
        number = self._lent.number(value)
        self.borrowed.add(number)
        return ["lent", number, called]

    def value(self, term: list[Any]) -> Any:
        """Return the handle of a number, or a known type; raises WireError for anything else."""
        match term:
            case ["held", int(number)] if type(number) is int:
                return self.handle(number)
            case ["lent", int(number)] if type(number) is int:
                return self.function(number)
            case ["known", str(module), str(name)]:
                if (found := of_name(module, name)) is not None:
                    return found
        raise WireError("wire: an object that was never named")

    def function(self, number: int) -> Callable[..., Any]:
        """Return a function of the grader's; raises WireError if it was never lent to this process.

        What another test cell lent to its own process may be an answer here.
        """
        if number not in self.borrowed:
            raise WireError("wire: a function that was never lent")
        return self._lent.function(number)

    def complete(self, message: msgspec.Struct) -> msgspec.Struct:
        """Return the message as it is: student code learns nothing of what is lent."""
        return message

    def hear(self, message: msgspec.Struct) -> None:
        """Note the objects that are new in a reply; raises WireError for an impossible one."""
        for held in message.new if isinstance(message, r.Reply) else ():
            number = len(self._held)
            if number >= r.MAX_HELD:
                raise WireError("wire: too many objects are held")
            if (held.of == -1) != (held.form is not None):
                raise WireError("wire: an object is either a class or of one")
            if held.form is None and held.of not in self.classes:
                raise WireError("wire: an object of a class that was never named")
            self._held.append(held)
            if held.form is not None:
                self.classes[number] = self._class(number, held.form)

    def handle(self, number: int) -> Any:
        """Return the handle of an object, the same one while somebody has it."""
        if number in self.classes:
            return self.classes[number]
        if not 0 <= number < len(self._held):
            raise WireError("wire: an object that was never given out")
        handle = self._handles.get(number)
        if handle is None:
            kind: Any = self.classes[self._held[number].of]
            handle = kind.__new__(kind)
            object.__setattr__(handle, "_place", Place(self._asks, number))
            self._handles[number] = handle
        return handle

    def _class(self, number: int, form: r.Form) -> type:
        if not all(base in self.classes for base in form.bases):
            raise WireError("wire: a class with a base that was never named")
        bases = tuple(self.classes[base] for base in form.bases)
        direct = tuple(b for b in bases if not any(b in o.__mro__[1:] for o in bases))
        error = exception_type(form.every)
        root = Handle if error is None else _root_of(error)
        return class_of(form, direct, Place(self._asks, number, form.name), root)


def _root_of(error: type[Exception]) -> type:
    """Return the class of handles of exceptions that are of a builtin type."""
    if error is Exception:
        return HandleError
    return HandleType(error.__name__, (HandleError, error), {})


def _is_of_library(function: Any) -> bool:
    """Return whether a function is found by its name in a module that the sandbox has, too."""
    if isinstance(function, types.MethodType) or place_of(function) is not None:
        return False
    module, name = known_name(function)
    if not module or "<" in name or loaded(module, name) is not function:
        return False
    if module.partition(".")[0] == "autograder":
        return False
    return module.partition(".")[0] in sys.stdlib_module_names or _is_installed(module)


def _is_installed(module: str) -> bool:
    file = getattr(sys.modules.get(module.partition(".")[0]), "__file__", None) or ""
    paths = sysconfig.get_paths()
    return file.startswith((paths["purelib"], paths["platlib"]))
