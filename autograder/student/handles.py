"""Handles: proxies in the grader for objects that stay in the sandbox.

Trusted. A handle asks the sandbox for everything and keeps nothing. An answer is a plain value,
another handle, or an exception of a builtin type. Student code gives it, so it is only a claim.
Therefore two things are not allowed: `==` is refused, and an operation that passes a value of the
grader is carried out only if the test's own solution needs it.
"""

from __future__ import annotations

import dataclasses
import enum
import inspect
from collections.abc import Callable
from typing import Any, NoReturn, Protocol

from autograder.languages import say
from autograder.wire import reach as r
from autograder.wire.reach import Op
from autograder.wire.values.records import NamedTuple, Record

# The special attributes that a handle asks for, as Python and its library look them up.
_ASKED = frozenset(
    {"__name__", "__qualname__", "__module__", "__dict__", "__annotations__", "__defaults__"}
    | {"__kwdefaults__", "__version__", "__file__", "__self__", "__func__", "__wrapped__"}
    | {"__cause__", "__context__", "__notes__", "__closure__", "__code__", "__members__"}
    | {"__sklearn_tags__", "__sklearn_is_fitted__", "__args__", "__origin__", "__parameters__"}
)
_KINDS = (
    *(inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD),
    *(inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.KEYWORD_ONLY),
    inspect.Parameter.VAR_KEYWORD,
)

_CONTAINERS = (tuple, list, dict, set)


class HandleRefusal(TypeError):
    """A test asked student code to decide something that the test must decide itself."""


def _nothing() -> None:
    """Do nothing."""


class Decisions:
    """Which operations may pass a value of the grader to an object, and which ones asked to.

    An operation is named by the method that Python calls: `__lt__`, or `__lt__ of two objects` if
    all values are the student's. A call is named by how the callable was found: `call .equals` for
    an attribute, `call ()` for what a call returned. A function that the notebook names may always
    be called.
    """

    def __init__(self, allowed: frozenset[str] | None = frozenset()) -> None:
        self.allowed = allowed  # None allows all
        self.wanted: set[str] = set()
        self.prepare: Callable[[], None] = _nothing  # is called before student code is

    def allows(self, operation: str) -> bool:
        """Note that an operation is needed, and return whether it is allowed."""
        self.wanted.add(operation)
        return self.allowed is None or operation in self.allowed

    def require(self, operation: str) -> None:
        """Note that an operation is needed; raises HandleRefusal if it is not allowed."""
        if not self.allows(operation):
            raise HandleRefusal(
                say(
                    "the answer is an object of the student's own, which may not decide: "
                    "{operation}",
                    operation=operation,
                )
            )


class Calls(Decisions):
    """What the author of a hidden test asked for: calls may pass values, operators may not."""

    def allows(self, operation: str) -> bool:
        """Return whether it is no operator."""
        return not operation.startswith("__")


class Asks(Protocol):
    """The connection through which a handle asks."""

    def ask(self, op: Op, name: str, values: list[Any]) -> Any:
        """Return the answer: a plain value or a handle; raises the exception of student code."""
        ...

    def refuse(self) -> NoReturn:
        """End a process whose answer our own code would never give; raises StudentCrashed."""
        ...

    @property
    def decisions(self) -> Decisions:
        """Which operations may pass a value."""
        ...


class Place:
    """The place of a handle's object in the sandbox."""

    __slots__ = ("asks", "name", "number", "way")

    def __init__(self, asks: Asks, number: int, name: str = "") -> None:
        self.asks = asks
        self.number = number
        self.name = name  # the object's name in messages
        self.way = "()"  # how it was found: by its name "", as an attribute ".name", else "()"


def place_of(value: Any) -> Place | None:
    """Return the place of the object behind a handle or its class; None for anything else."""
    if isinstance(value, HandleType):
        own = value.__dict__.get("_place_of_class")
        return own if isinstance(own, Place) else None
    if not isinstance(type(value), HandleType):
        return None
    try:
        found = object.__getattribute__(value, "_place")
    except AttributeError:  # a grader's class that derives from one of the sandbox
        return None
    return found if isinstance(found, Place) else None


def _ask(op: Op, name: str, subject: Any, *values: Any) -> Any:
    place = place_of(subject)
    if place is None:
        raise AttributeError(name)
    return place.asks.ask(op, name, [subject, *values])


def ask_for(name: str, subject: Any) -> Any:
    """Return an attribute of an object or class in the sandbox."""
    return _ask(Op.GET, name, subject)


def operate(name: str, subject: Any, *others: Any) -> Any:
    """Have the sandbox carry out an operation."""
    place = place_of(subject)
    if place is None:
        raise TypeError(name)
    if name in r.DECIDING:
        are_objects = all(place_of(other) is not None for other in others)
        place.asks.decisions.require(f"{name} of two objects" if are_objects else name)
    return place.asks.ask(Op.OPERATE, name, [subject, *others])


def call(place: Place, subject: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Have the sandbox call an object."""
    if place.way:
        place.asks.decisions.require(f"call {place.way}")
    return place.asks.ask(Op.CALL, "", [subject, list(args), kwargs])


def _text(name: str, subject: Any, *others: Any) -> str:
    """Return the text that an operation results in."""
    answer = operate(name, subject, *others)
    return answer if type(answer) is str else refuse(subject)


def refuse(subject: Any) -> NoReturn:
    """End the process of an object whose answer our own code would never give."""
    place = place_of(subject)
    assert place is not None
    place.asks.refuse()


def _is_equal(self: Any, other: Any) -> bool:
    """Return whether an object that is only fields, or a container, has the content of another one.

    The content is plain data, and is compared here. Two objects of the sandbox are compared by
    their own class, if the test's own solution needs that; no object is None; the rest is refused.
    """
    if place_of(self) is None or other is None or type(other).__name__ == "_NoValueType":
        return self is other  # of a class of a test's that derives from a student's; or nothing
    if isinstance(other, type):
        _refuse_equality()
    if type(other) in _CONTAINERS:
        return bool(_content(self) == other)
    if place_of(other) is not None:
        return _are_equal(self, other)
    if not (isinstance(other, Record | enum.Enum) or dataclasses.is_dataclass(other)):
        _refuse_equality()
    return bool(_record(self) == other)


def _are_equal(one: Any, other: Any) -> bool:
    """Return whether two objects of the sandbox are equal."""
    try:
        return bool(_fields(one) == _fields(other))
    except TypeError:  # their class has more than fields
        place = place_of(one)
        if place is None or not place.asks.decisions.allows("__eq__ of two objects"):
            _refuse_equality()
        return bool(operate("__eq__", one, other))


def _content(subject: Any) -> Any:
    """Return the content of a container; raises HandleRefusal if the object is none."""
    try:
        content = operate("__content__", subject)
    except TypeError:
        _refuse_equality()
    return content if type(content) in _CONTAINERS else refuse(subject)


def _record(subject: Any) -> Record:
    """Return an object's fields; raises HandleRefusal if its class has more than fields."""
    try:
        return _fields(subject)
    except TypeError:
        _refuse_equality()


def _fields(subject: Any) -> Record:
    """Return an object's fields; raises TypeError if its class has more than fields."""
    record = operate("__record__", subject)
    return record if isinstance(record, Record) else refuse(subject)


def _refuse_equality() -> NoReturn:
    raise HandleRefusal(
        say("an object of the student's own cannot be compared: it would decide the answer itself")
    )


class HandleType(type):
    """The type of the classes of handles: a class that has a number asks for its attributes."""

    _place_of_class: Place | None

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """Make an object in the sandbox."""
        place = cls.__dict__.get("_place_of_class")
        if place is None:
            return super().__call__(*args, **kwargs)
        return call(place, cls, args, kwargs)

    def __getattr__(cls, name: str) -> Any:
        """Return an attribute of the class in the sandbox."""
        if name == "__dataclass_fields__":
            return _dataclass_fields(cls)
        if name.startswith("__") and name not in _ASKED:
            raise AttributeError(name)
        return _ask(Op.GET, name, cls)

    def __iter__(cls) -> Any:
        """Yield the members of an enumeration."""
        return operate("__iter__", cls)

    def __len__(cls) -> int:
        """Return how many members an enumeration has."""
        length = operate("__len__", cls)
        return length if type(length) is int else refuse(cls)

    def __bool__(cls) -> bool:
        """Return True, as of any class."""
        return True

    def __getitem__(cls, name: Any) -> Any:
        """Return the member of an enumeration that has a name."""
        return operate("__getitem__", cls, name)

    def __instancecheck__(cls, instance: Any) -> bool:
        """Return whether an object is of the class; a named tuple of that name is."""
        if super().__instancecheck__(instance):
            return True
        place = cls.__dict__.get("_place_of_class")
        is_named = place is not None and isinstance(instance, NamedTuple)
        return is_named and vars(instance).get("_name") == cls.__name__

    def __dir__(cls) -> list[str]:
        """Return the names of the class's attributes."""
        if cls.__dict__.get("_place_of_class") is None:
            return list(super().__dir__())
        return _names_of(cls)

    def __setattr__(cls, name: str, value: Any) -> None:
        """Set an attribute of the class in the sandbox."""
        if cls.__dict__.get("_place_of_class") is None or name.startswith("_"):
            super().__setattr__(name, value)
        else:
            _ask(Op.SET, name, cls, value)


def _names_of(subject: Any) -> list[str]:
    """Return the names of the attributes of an object or class in the sandbox."""
    names = operate("__dir__", subject)
    if not isinstance(names, list) or not all(type(name) is str for name in names):
        refuse(subject)
    return names


def _dataclass_fields(cls: Any) -> Any:
    """Return the fields of a dataclass as `dataclasses` looks them up: their names alone."""
    told = _ask(Op.GET, "__dataclass_fields__", cls)
    if not isinstance(told, dict) or not all(map(str.isidentifier, told)):
        raise AttributeError("__dataclass_fields__")
    made: Any = dataclasses.make_dataclass("fields", list(told))
    return made.__dataclass_fields__


class Asking:
    """What all handles share: questions about attributes and texts, and no equality."""

    __slots__ = ()
    __array_ufunc__ = None  # NumPy leaves operations with a handle to the handle
    _like: Any = None  # the class, besides its own, that `isinstance` accepts

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the object."""
        if name == "__signature__":
            return _signature(self)
        if name == "__dataclass_fields__":
            return _dataclass_fields(type(self))
        if name.startswith("__") and name not in _ASKED:
            raise AttributeError(name)
        return _ask(Op.GET, name, self)

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an attribute of the object."""
        is_ours = place_of(self) is None  # of a class of a test that derives from a student's
        if is_ours or name == "_place" or name.startswith("__"):
            object.__setattr__(self, name, value)
        else:
            _ask(Op.SET, name, self, value)

    def __delattr__(self, name: str) -> None:
        """Delete an attribute of the object."""
        _ask(Op.DELETE, name, self)

    def __str__(self) -> str:
        """Return the text of the object."""
        return _text("__str__", self)

    def __repr__(self) -> str:
        """Return the object's own description."""
        return _text("__repr__", self)

    def __format__(self, text: str) -> str:
        """Return the object's text in a format."""
        return _text("__format__", self, text)

    def __dir__(self) -> list[str]:
        """Return the names of the object's attributes."""
        return _names_of(self)

    def __copy__(self) -> Any:
        """Return a copy, which is in the sandbox as well."""
        return operate("__copy__", self)

    def __deepcopy__(self, memo: Any) -> Any:
        """Return a copy, which is in the sandbox as well."""
        return operate("__deepcopy__", self)

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        """Refuse to be pickled."""
        raise TypeError("an object of the student's own cannot be pickled")

    __eq__ = _is_equal
    __hash__ = object.__hash__


class Handle(Asking, metaclass=HandleType):
    """The class of handles."""

    __slots__ = ("__weakref__", "_place")
    _place: Place

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """The class as far as this process knows it: of functions, modules, libraries' objects."""
        found = type(self).__dict__.get("_like")
        return found if isinstance(found, type) else type(self)


class HandleError(Asking, Exception, metaclass=HandleType):
    """The class of handles of exceptions of student code's own classes."""

    _place: Place


def _signature(subject: Any) -> inspect.Signature:
    """Return the signature of a callable, as the sandbox tells it."""
    try:
        told = operate("__signature__", subject)
        parameters = [
            inspect.Parameter(
                name,
                _KINDS[kind],
                default=default[0] if default else inspect.Parameter.empty,
            )
            for name, kind, default in told
        ]
        return inspect.Signature(parameters)
    except (TypeError, ValueError, IndexError) as error:
        raise AttributeError("__signature__") from error
