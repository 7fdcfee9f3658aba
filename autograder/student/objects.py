"""The reference's objects that student code holds: they are kept here, and are numbers there.

Trusted; it runs in the responder's fork. A remote class in the sandbox asks for each call,
attribute and change. Values that cross are plain; an object crosses as a mark (see `wire.marks`).
"""

from __future__ import annotations

import abc
import contextlib
import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from autograder.execution.namespace import Variable
from autograder.wire import messages as m
from autograder.wire.marks import mapped, mark_of, marked

Function = Callable[..., Any]
Functions = Mapping[str, Function]

# Methods that Python calls to find others: a remote class has its own.
_MACHINERY = frozenset(
    {"__new__", "__init__", "__del__", "__init_subclass__", "__class_getitem__", "__subclasshook__"}
    | {"__getattr__", "__getattribute__", "__setattr__", "__delattr__", "__dir__"}
    | {"__reduce__", "__reduce_ex__", "__getstate__", "__setstate__", "__replace__"}
)


def can_be_remote(exercise: Any) -> bool:
    """Return whether the reference can replace an exercise remotely: a function or a plain class.

    An enumeration, an abstract class, an exception and other specially made classes cannot be
    remote. Their objects would have to exist in the sandbox. A variable is computed as the
    notebook is loaded, before anything is replaced.
    """
    if not isinstance(exercise, type):
        return not isinstance(exercise, Variable)
    if type(exercise) not in {type, abc.ABCMeta}:
        return False
    try:
        object.__new__(exercise)
    except TypeError:
        return False
    return True


def forms_of(functions: Functions) -> dict[str, m.ClassForm | None]:
    """Return what the sandbox must know about each class, and None for each function."""
    names = {value: name for name, value in functions.items() if isinstance(value, type)}
    return {
        name: m.ClassForm([names[b] for b in value.__mro__[1:] if b in names], methods_of(value))
        if isinstance(value, type)
        else None
        for name, value in functions.items()
    }


@functools.cache
def methods_of(a_class: type) -> dict[str, bool]:
    """Return the methods that a class itself defines, and whether each takes an object."""
    found = {}
    for name in dir(a_class):
        static = inspect.getattr_static(a_class, name)
        is_own = static is not inspect.getattr_static(object, name, None)
        value = getattr(a_class, name, None)
        if is_own and callable(value) and not isinstance(value, type) and name not in _MACHINERY:
            found[name] = not isinstance(static, staticmethod | classmethod)
    return found


class Objects:
    """Functions and classes that may be asked for, and all objects that were given out."""

    def __init__(self, functions: Functions) -> None:
        self._functions = dict(functions)
        self._classes = tuple(f for f in functions.values() if isinstance(f, type))
        self._names = {value: name for name, value in functions.items()}
        self._given: list[Any] = []
        self._numbers: dict[int, int] = {}  # numbers by id, for the objects in `_given`

    def function(self, asked: m.Callback) -> Function:
        """Return what answers a question; raises LookupError if the question is not allowed."""
        owner = self._functions[asked.function]
        if not asked.attribute and asked.ask is m.Ask.CALL:
            return owner
        if not isinstance(owner, type):
            raise LookupError(asked.function)  # noqa: TRY004 - of what may be asked
        if asked.ask is m.Ask.CALL:
            return self._method(owner, asked.attribute)
        if asked.attribute.startswith("__"):
            raise LookupError(asked.attribute)
        access = getattr if asked.ask is m.Ask.GET else setattr
        return functools.partial(self._access, access, owner, asked.attribute)

    def is_of_class(self, asked: m.Callback) -> bool:
        """Return whether a question is about a class or an object."""
        return isinstance(self._functions.get(asked.function), type)

    def _method(self, owner: type, name: str) -> Function:
        takes_object = methods_of(owner)[name]
        method: Function = getattr(owner, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            if takes_object and not (args and isinstance(args[0], owner)):
                raise LookupError(name)
            return method(*args, **kwargs)

        return call

    def _access(self, access: Function, owner: type, name: str, *args: Any) -> Any:
        if args and isinstance(args[0], owner):
            return access(args[0], name, *args[1:])
        return access(owner, name, *args)

    def holds(self, value: Any) -> bool:
        """Return whether a value is an object of one of these classes."""
        return isinstance(value, self._classes)

    def arrived(self, value: Any) -> Any:
        """Return plain data with objects for marks; raises LookupError for an unknown mark."""
        if (mark := marked(value)) is not None:
            return self._given[mark[1]]
        return mapped(self.arrived, value)

    def leaving(self, value: Any) -> Any:
        """Return a value with marks in place of objects."""
        if not self.holds(value):
            return mapped(self.leaving, value)
        if id(value) not in self._numbers:
            self._numbers[id(value)] = len(self._given)
            self._given.append(value)
        name = next(self._names[b] for b in type(value).__mro__ if b in self._names)
        return mark_of(name, self._numbers[id(value)])

    @contextlib.contextmanager
    def watched(self, tell: Callable[[str, Any, Any], None]) -> Iterator[None]:
        """Report each use of the classes from outside: its class, arguments and answer."""
        is_inside = False

        def watch(name: str, function: Function) -> Function:
            @functools.wraps(function)
            def told(*args: Any, **kwargs: Any) -> Any:
                nonlocal is_inside
                if is_inside:
                    return function(*args, **kwargs)
                is_inside = True
                try:
                    value = function(*args, **kwargs)
                finally:
                    is_inside = False
                state = vars(args[0]) if function.__name__ == "__init__" else value
                tell(name, [list(args), kwargs], state)
                return value

            return told

        with contextlib.ExitStack() as stack:
            for a_class in self._classes:
                for name, static in list(vars(a_class).items()):
                    if new := _around(static, functools.partial(watch, self._names[a_class])):
                        setattr(a_class, name, new)
                        stack.callback(setattr, a_class, name, static)
            yield


def _around(static: Any, watch: Callable[[Function], Function]) -> Any:
    """Return a class's method wrapped in something; None if it is not a method."""
    if inspect.isfunction(static):
        return None if static.__name__ in _MACHINERY - {"__init__"} else watch(static)
    if isinstance(static, staticmethod | classmethod) and inspect.isfunction(static.__func__):
        return type(static)(watch(static.__func__))
    if isinstance(static, property) and static.fget is not None:
        return static.getter(watch(static.fget))
    return None
