"""The classes of handles: for each class of the sandbox, one that asks for what objects can do.

Trusted. What a class can do is what the sandbox says of it, once.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from autograder.student.handles import (
    HandleType,
    Place,
    ask_for,
    call,
    operate,
    place_of,
    refuse,
)
from autograder.wire import reach as r
from autograder.wire.known import loaded

_TYPES_OF_CODE = {
    kind.__name__: kind
    for kind in (
        *(types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType),
        *(types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType),
        *(types.CodeType, types.MappingProxyType),
    )
}
# What an object of a student's own class may be besides; its content is asked for.
_CONTAINERS = {f"builtins.{kind.__name__}": kind for kind in (list, dict, set, tuple)}
# Libraries whose values cross as plain values, so no handle may claim to be one of them.
_NOT_CLAIMED = (
    *("numpy", "pandas", "polars", "scipy.sparse", "torch", "datetime", "decimal", "fractions"),
    *("collections", "enum", "autograder"),
)
# What these libraries have besides: its values never cross as plain ones.
_CLAIMED = (
    *("numpy.polynomial", "numpy.poly1d", "numpy.random", "pandas.api.typing"),
    *("pandas.core.resample", "torch.nn.modules", "torch.optim"),
)


class _Asked:
    """An attribute that Python gives every class, and that the sandbox is asked for instead."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, subject: Any, kind: Any) -> Any:
        return ask_for(self._name, kind if subject is None else subject)


class _ClassHandle(HandleType):
    """The type of a class that the sandbox has told of."""

    def __eq__(cls, other: object) -> bool:
        """Return whether it is that class, or stands for that very class of a library."""
        return cls is other or (other is not None and cls.__dict__.get("_stands_for") is other)

    __hash__ = HandleType.__hash__


def class_of(
    form: r.Form, bases: tuple[type, ...], place: Place, root: type, given: type | None = None
) -> type:
    """Return a class that represents one of the sandbox's classes.

    It derives from `root` if it has no base that represents a class of the sandbox. `given` is the
    instructor's own class, if the sandbox's class is the notebook's copy of it.
    """
    attributes: dict[str, Any] = {
        "__slots__": (),
        "__doc__": _Asked("__doc__"),  # otherwise a class has None there
        "__annotations__": _Asked("__annotations__"),
        "__module__": form.module,
        "__qualname__": form.name,
        "_place_of_class": place,
        "_of_given": (of_given := given or _derived(form, bases)),
        "_like": of_given or _like(form),
        "_stands_for": None if form.is_own else _like(form),
    }
    if given is not None:
        attributes["_name_of_given"] = form.name
    attributes |= {name: _method(name) for name in form.can if name in r.ABILITIES}
    if {"__len__", "__getitem__"} <= set(form.can):
        attributes["__array__"] = _array
    if "__bool__" not in form.can and "__len__" not in form.can:
        attributes["__bool__"] = lambda _: True
    name = form.name.rpartition(".")[2] or "object"
    try:
        made = _ClassHandle(name, bases or (root,), attributes)
    except (TypeError, ValueError):  # the bases have no valid order, or the name is invalid
        return HandleType("object", (root,), attributes | {"__qualname__": "object"})
    if form.is_own and made.__dict__["_like"] is None:
        type.__setattr__(made, "_like", _standing_for(made, form))
    return made


class _Quiet:
    """Keeps a library's class from noticing that it is derived from."""

    def __init_subclass__(cls) -> None:
        """Do nothing."""


def _standing_for(own: type, form: r.Form) -> type | None:
    """Return a class like a student's that derives from libraries' ones; None if it does not.

    It makes objects of the student's class. Libraries make objects of the class that `__class__`
    names, for example to clone an estimator.
    """
    bases = tuple(found for name in form.every if (found := _claimed(name)) is not None)
    if not bases:
        return None

    def make(_: type, *args: Any, **kwargs: Any) -> Any:
        return own(*args, **kwargs)

    try:
        kind = type("kind", (type(bases[0]),), {"__call__": make})
        made: type = kind(own.__name__, (_Quiet, *bases), {"__module__": own.__module__})
    except Exception:  # noqa: BLE001 - a library's class may refuse to be derived from
        return bases[0]
    return made


def _derived(form: r.Form, bases: tuple[type, ...]) -> type | None:
    """Return a class of ours like a student's that derives from the instructor's; None if none."""
    own = [like for base in bases if isinstance(like := vars(base).get("_of_given"), type)]
    if not own:
        return None
    try:
        return type(own[0])(form.name, tuple(own), {"__module__": form.module})
    except Exception:  # noqa: BLE001 - the instructor's class may refuse to be derived from
        return own[0]


def _like(form: r.Form) -> type | None:
    """Return the class that an object may be taken for, besides its own; None if none."""
    if form.is_own:
        return next((_CONTAINERS[name] for name in form.every if name in _CONTAINERS), None)
    return _claimed(form.every[0]) if form.every else None


def _claimed(full_name: str) -> type | None:
    """Return a library's class that the object of a handle may claim to be of; None if none."""
    module, _, name = full_name.rpartition(".")
    if module in {"builtins", "types"}:
        return _TYPES_OF_CODE.get(name)
    if _is_of(full_name, _NOT_CLAIMED) and not _is_of(full_name, _CLAIMED):
        return None
    found = loaded(module, name)
    return found if isinstance(found, type) else None


def _is_of(full_name: str, libraries: Iterable[str]) -> bool:
    return any(f"{full_name}.".startswith(f"{library}.") for library in libraries)


def _method(name: str) -> Callable[..., Any]:
    if name == "__call__":
        return _call
    if name == "__exit__":
        return _exit
    if name == "__contains__":
        return _contains
    if name in {"__await__", "__anext__"}:
        return _awaiting(name)
    kind = _PLAIN.get(name)
    if kind is None:
        return lambda self, *others: operate(name, self, *others)

    def plain(self: Any) -> Any:
        answer = operate(name, self)
        if name == "__len__" and answer == 0:
            _require(self, "missing values")  # what a comparison would leave out
        return answer if type(answer) is kind else refuse(self)

    return plain


def _awaiting(name: str) -> Callable[..., Any]:
    """Return a method that has the sandbox run a coroutine to its end."""

    async def ask(self: Any) -> Any:
        return operate(name, self)

    if name == "__anext__":
        return ask
    return lambda self: ask(self).__await__()


_PLAIN = {
    "__len__": int,
    "__bool__": bool,
    "__int__": int,
    "__float__": float,
    "__complex__": complex,
    "__index__": int,
    "__hash__": int,
}


def _require(self: Any, operation: str) -> None:
    place = place_of(self)
    if place is not None:
        place.asks.decisions.require(operation)


def _array(self: Any, dtype: Any = None, copy: Any = None) -> Any:  # noqa: ARG001 - NumPy's
    """Return the array of a sequence, if the test's own solution needs one of an object."""
    _require(self, "__array__")
    return np.array(list(self), dtype)


def _call(self: Any, /, *args: Any, **kwargs: Any) -> Any:
    place = place_of(self)
    if place is None:
        raise TypeError
    return call(place, self, args, kwargs)


def _contains(self: Any, item: Any) -> bool:
    """Return what the object says if it may decide that, otherwise look through its items."""
    place = place_of(self)
    if place is None or place.asks.decisions.allows("__contains__"):
        return bool(operate("__contains__", self, item))
    return any(found is item or found == item for found in self)


def _exit(self: Any, kind: Any, error: Any, _: Any) -> bool:
    name = kind.__name__ if kind is not None else ""
    return operate("__exit__", self, name, str(error) if error is not None else "") is True


def is_subclass(kind: Any, of: Any) -> bool:
    """Return what `issubclass` does, also of a student's class and one that is known here."""
    if issubclass(kind, of):
        return True
    like = vars(kind).get("_like") if isinstance(kind, HandleType) else None
    return isinstance(like, type) and issubclass(like, of)
