"""Remote functions and classes: they have the reference's names and ask the grader for everything.

An object of the reference never gets into this process. A remote object holds the number of the
grader's object. It asks for each method call and each attribute, just as a remote function asks
for its value.
"""

from __future__ import annotations

import builtins
import socket
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from autograder.wire import messages as m
from autograder.wire.frames import receive, send
from autograder.wire.marks import mapped, mark_of, marked
from autograder.wire.values import Opaque, Packer, Seed, TooLargeError

_NUMBER = "__number__"  # the attribute of a remote object that holds its number
_MUTABLE = (list, dict, set, np.ndarray)


def remotes(forms: Mapping[str, m.ClassForm | None], line: Line) -> dict[str, Any]:
    """Return a function or a class for each name; base classes come first."""
    made: dict[str, Any] = {name: _function(name, line) for name in forms if not forms[name]}
    classes = {name: form for name, form in forms.items() if form}
    for name in sorted(classes, key=lambda name: len(classes[name].bases)):
        line.classes[name] = made[name] = _class(name, classes[name], line)
    return made


class _Shown(NamedTuple):
    """A mutable value that was taken from an object, and how it was sent."""

    asked: m.Callback  # the request that sets it
    owner: list[Any]
    value: Any
    sent: Any


class Line:
    """The connection to the grader; it stays unused until something is asked."""

    def __init__(self, sock: socket.socket, names: Mapping[str, Any]) -> None:
        self.is_open = False
        self.classes: dict[str, Any] = {}
        self._sock = sock
        self._names = names
        self._objects: dict[int, Any] = {}
        self._shown: list[_Shown] = []

    def call(self, name: str, args: Iterable[Any], kwargs: dict[str, Any], method: str = "") -> Any:
        """Return what the reference returns for a call."""
        self._write_back()
        self._shown.clear()  # the object may hold another value now
        return self._arrived(self._ask(m.Callback(name, attribute=method), args, kwargs))

    def make(self, subject: Any, name: str, args: Iterable[Any], kwargs: dict[str, Any]) -> None:
        """Have the grader make an object, which `subject` represents from now on."""
        self._write_back()
        mark = marked(self._ask(m.Callback(name), args, kwargs))
        if mark is None:
            raise _refused(name)
        vars(subject)[_NUMBER] = mark[1]
        self._objects[mark[1]] = subject

    def get(self, subject: Any, name: str, attribute: str) -> Any:
        """Return an attribute of an object, or of a class."""
        self._write_back()
        asked = m.Callback(name, m.Ask.GET, attribute)
        value = self._arrived(self._ask(asked, _owner(subject), {}))
        self._show(m.Callback(name, m.Ask.SET, attribute), _owner(subject), value)
        return value

    def set(self, subject: Any, name: str, attribute: str, value: Any) -> None:
        """Change an attribute of an object, or of a class."""
        self._write_back()
        asked = m.Callback(name, m.Ask.SET, attribute)
        self._ask(asked, [*_owner(subject), value], {})
        self._show(asked, _owner(subject), value)

    def _ask(self, asked: m.Callback, args: Iterable[Any], kwargs: dict[str, Any]) -> Any:
        if self.is_open:
            named = {key: _leaving(value) for key, value in kwargs.items()}
            send(self._sock, asked, [[_leaving(value) for value in args], named])
            answer, value = receive(self._sock, m.Answer)
            if answer.ok:
                return value
            if answer.raised:
                raise self._exception(asked, answer.raised)
        raise _refused(asked.function)

    def _exception(self, asked: m.Callback, type_name: str) -> Exception:
        """Return an exception of the type that the reference raised, if that type is known here."""
        kind = getattr(builtins, type_name, self._names.get(type_name))
        if not isinstance(kind, type) or not issubclass(kind, Exception):
            return _refused(asked.function)
        what = asked.function + (f".{asked.attribute}" if asked.attribute else "")
        try:
            return kind(f"{what} cannot be called with these arguments")
        except Exception:  # noqa: BLE001 - a class of the student's, that wants something else
            return _refused(asked.function)

    def _arrived(self, value: Any) -> Any:
        """Return a value with remote objects in place of marks."""
        mark = marked(value)
        if mark is None:
            if isinstance(value, Opaque) and value.type_name == type(NotImplemented).__name__:
                return NotImplemented
            return mapped(self._arrived, value)
        class_name, number = mark
        if number not in self._objects:
            self._objects[number] = object.__new__(self.classes[class_name])
            vars(self._objects[number])[_NUMBER] = number
        return self._objects[number]

    def _show(self, asked: m.Callback, owner: list[Any], value: Any) -> None:
        """Remember a mutable value: if it is changed here, the grader's object must follow."""
        if isinstance(value, _MUTABLE):
            self._shown.append(_Shown(asked, owner, value, _sent(value)))

    def _write_back(self) -> None:
        """Tell the grader which values were changed in place."""
        shown, self._shown = self._shown, []
        for item in shown:
            if (now := _sent(item.value)) != item.sent:
                self._ask(item.asked, [*item.owner, item.value], {})
                item = item._replace(sent=now)  # noqa: PLW2901 - as it is from here on
            self._shown.append(item)


class _RemoteType(type):
    """The type of remote classes: their attributes come from the reference's class."""

    _line: Line

    def __getattr__(cls, name: str) -> Any:
        """Return an attribute of the class."""
        if name.startswith("__"):
            raise AttributeError(name)
        return cls._line.get(None, _name_of(cls), name)

    def __setattr__(cls, name: str, value: Any) -> None:
        """Change an attribute of the class; an added method stays in this process."""
        if name.startswith("__") or name == "_line" or not _crosses(value):
            super().__setattr__(name, value)
        else:
            cls._line.set(None, _name_of(cls), name, value)


def _class(name: str, form: m.ClassForm, line: Line) -> type:
    """Return a class whose objects are held by the grader."""

    def make(self: Any, *args: Any, **kwargs: Any) -> None:
        line.make(self, name, args, kwargs)

    def get(self: Any, attribute: str) -> Any:
        if attribute.startswith("__") or _NUMBER not in vars(self):
            raise AttributeError(attribute)
        return line.get(self, name, attribute)

    def change(self: Any, attribute: str, value: Any) -> None:
        if attribute.startswith("__") or _NUMBER not in vars(self) or not _crosses(value):
            object.__setattr__(self, attribute, value)
        else:
            line.set(self, name, attribute, value)

    own = {"__init__": make, "__getattr__": get, "__setattr__": change, "_line": line}
    methods = {
        method: _method(name, method, line, takes_object=takes_object)
        for method, takes_object in form.methods.items()
    }
    bases = tuple(line.classes[base] for base in form.bases if base in line.classes)
    direct = tuple(b for b in bases if not any(b in other.__mro__[1:] for other in bases))
    return _RemoteType(name, direct, {"__module__": "__main__", **own, **methods, _NAME: name})


_NAME = "__stands_for__"


def _name_of(subject: Any) -> str:
    """Return the name of the reference's class that a class or an object represents."""
    return str(getattr(subject, _NAME))


def _method(name: str, method: str, line: Line, *, takes_object: bool) -> Any:
    def function(*args: Any, **kwargs: Any) -> Any:
        value = line.call(name, args, kwargs, method)
        return iter(value) if method == "__iter__" and isinstance(value, list) else value

    function.__name__ = method
    function.__qualname__ = f"{name}.{method}"
    return function if takes_object else staticmethod(function)


def _function(name: str, line: Line) -> Callable[..., Any]:
    def function(*args: Any, **kwargs: Any) -> Any:
        return line.call(name, args, kwargs)

    function.__name__ = function.__qualname__ = name
    return function


def _owner(subject: Any) -> list[Any]:
    """Return the first part of a question about an attribute: an object, or nothing for a class."""
    return [] if subject is None else [subject]


def _refused(name: str) -> ValueError:
    return ValueError(f"{name} cannot be called with these arguments")


def _number_of(value: Any) -> int | None:
    """Return the number of a remote object; None for anything else."""
    if not hasattr(type(value), _NAME):
        return None
    number: int | None = vars(value).get(_NUMBER)
    return number


def _leaving(value: Any) -> Any:
    """Return what crosses the wire: an object as its mark, a random generator as a drawn seed."""
    if isinstance(value, np.random.Generator):
        return Seed(int(value.integers(1 << 62)))
    number = _number_of(value)
    return mapped(_leaving, value) if number is None else mark_of(_name_of(value), number)


def _sent(value: Any) -> Any:
    """Return a value's form on the wire, which shows later whether the value was changed."""
    packer = Packer()
    try:
        return packer.pack(_leaving(value)), packer.chunks
    except TooLargeError:
        return None


def _crosses(value: Any) -> bool:
    """Return whether a value can be sent to the grader as it is."""
    try:
        Packer(strict=True).pack(_leaving(value))
    except (TypeError, TooLargeError):
        return False
    return True
