"""What the grader knows of objects that cross the wire as numbers.

Trusted. A number that the sandbox never gave out is a broken protocol, and so is a number of a
function that was never lent.
"""

from __future__ import annotations

import functools
import sys
import sysconfig
import types
import weakref
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import numpy as np

from autograder.errors import WireError
from autograder.student.copies import Copies
from autograder.student.handle_classes import class_of
from autograder.student.handles import Asks, Handle, HandleError, HandleType, Place, place_of
from autograder.student.raised import exception_type
from autograder.wire import reach as r
from autograder.wire.known import FLAT, known, known_name, loaded, of_name

_MOST_LENT = 100_000
_OF_ITERATORS = frozenset({"builtins", "itertools"})  # what is taken from these is gone
_FUNCTIONS = (
    *(types.FunctionType, types.BuiltinFunctionType, types.MethodType, type, functools.partial),
    *(types.MethodWrapperType, np.ufunc, np.vectorize),
)


class Lent:
    """Functions and iterators of the grader's that student code may use, by number.

    The numbers hold for all of a notebook.
    """

    def __init__(self) -> None:
        self._values: list[Any] = []
        self._numbers: dict[int, int] = {}  # by id

    def number(self, value: Any) -> int:
        """Return the number of a function or iterator, which is lent from now on."""
        number = self._numbers.get(id(value))
        if number is None:
            if len(self._values) >= _MOST_LENT:
                raise TypeError("too many functions were passed to student code")
            number = self._numbers[id(value)] = len(self._values)
            self._values.append(value)
        return number

    def value(self, number: int) -> Any:
        """Return the function or iterator of a number."""
        return self._values[number]

    def call(self, number: int, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Call a function, or take the next item of an iterator."""
        value = self.value(number)
        return value(*args, **kwargs) if callable(value) else next(value)


class HeldThere:
    """The objects that one process in the sandbox holds, as this end of the wire sees them."""

    takes_markers = False

    def __init__(self, asks: Asks, lent: Lent, given: Mapping[str, type]) -> None:
        """Begin without objects; `given` are the instructor's classes that the notebook has too."""
        self._asks = asks
        self._lent = lent
        self._given = given
        self.borrowed: set[int] = set()  # the numbers of the functions that it may call
        self._copies = Copies(is_installed)
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
        return self.hold(value) if callable(value) or isinstance(value, Iterator) else None

    def hold(self, value: Any) -> list[Any]:
        """Return the term of a function that is lent or is a library's; TypeError for the rest."""
        if (name := known(value)) is not None:
            return ["known", *name]
        if not _is_lent(value) and (copy := self._copies.term(value)) is not None:
            return copy
        if not callable(value):
            if isinstance(value, Iterator):
                return self._lend(value, r.NEXT)
            raise TypeError(f"a {type(value).__name__} like this cannot be sent")
        if _is_of_library(value):
            return ["known", *known_name(value)]
        called = getattr(value, "__name__", None)
        return self._lend(value, called if isinstance(called, str) else "function")

    def _lend(self, value: Any, called: str) -> list[Any]:
        number = self._lent.number(value)
        self.borrowed.add(number)
        doc = getattr(value, "__doc__", None)
        return ["lent", number, called, doc if isinstance(doc, str) else None]

    def value(self, term: list[Any]) -> Any:
        """Return the handle of a number, or a known type; raises WireError for anything else."""
        match term:
            case ["held", int(number)] if type(number) is int:
                return self.handle(number)
            case ["lent", int(number)] if type(number) is int:
                self.check_borrowed(number)
                return self._lent.value(number)
            case ["known", str(module), str(name)]:
                if (found := of_name(module, name)) is not None:
                    return found
        raise WireError("wire: an object that was never named")

    def call(self, number: int, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Call what was lent; raises WireError if it was never lent to this process."""
        self.check_borrowed(number)
        return self._lent.call(number, args, kwargs)

    def check_borrowed(self, number: int) -> None:
        """Raise WireError for what was never lent to this process.

        What another test cell lent to its own process may be an answer here.
        """
        if number not in self.borrowed:
            raise WireError("wire: a function that was never lent")

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
        given = self._given.get(form.name)
        if given is not None and given.__module__ != form.module:
            given = None
        return class_of(form, direct, Place(self._asks, number, form.name), root, given)


def _root_of(error: type[Exception]) -> type:
    """Return the class of handles of exceptions that are of a builtin type."""
    if error is Exception:
        return HandleError
    return HandleType(error.__name__, (HandleError, error), {})


def _is_lent(value: Any) -> bool:
    """Return whether a value is lent even if it can be copied."""
    if isinstance(value, _FUNCTIONS):
        return True
    return isinstance(value, Iterator) and type(value).__module__ in _OF_ITERATORS


def _is_of_library(function: Any) -> bool:
    """Return whether a function is found by its name in a module that the sandbox has, too."""
    if isinstance(function, types.MethodType) or place_of(function) is not None:
        return False
    module, name = known_name(function)
    if not module or "<" in name or loaded(module, name) is not function:
        return False
    return is_installed(module)


def is_installed(module: str) -> bool:
    """Return whether a module is one of Python's or an installed one, and none of ours."""
    root = module.partition(".")[0]
    if root == "autograder":
        return False
    if root in sys.stdlib_module_names:
        return root != "__main__"
    file = getattr(sys.modules.get(root), "__file__", None) or ""
    paths = sysconfig.get_paths()
    return file.startswith((paths["purelib"], paths["platlib"]))
