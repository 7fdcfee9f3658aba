"""Records: named tuples, and the objects of classes that are nothing but their fields.

A student's class never gets to us, so that its objects become records of ours. A record shows
itself as the object did, has its attributes, and equals another one of the same class's name,
fields and values. An object whose class has methods of its own is no record.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterator, Sequence
from types import FunctionType
from typing import Any

from autograder.wire.values.kinds import Kind, Packing, Term, Unpacking, malformed
from autograder.wire.values.limits import MAX_NAME_CHARS
from autograder.wire.values.markers import NoPlainFormError, utf8

_MOST_FIELDS = 256
_RESERVED = frozenset({"_name", "_fields", "_values", "_asdict", "_replace"})
# What `dataclass` and `enum` write themselves, or what leaves an object as it is.
_HARMLESS = frozenset(
    {"__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__", "__new__"}
    | {"__post_init__", "__replace__", "__getstate__", "__setstate__", "__str__", "__format__"}
    | {"__annotate__", "__annotate_func__", "_generate_next_value_", "__reduce_ex__"}
)


class NamedTuple(tuple[Any, ...]):  # noqa: SLOT001 - its names are in its __dict__
    """A named tuple: as a tuple, with names for its items."""

    _name: str
    _fields: tuple[str, ...]

    @classmethod
    def of(cls, name: str, fields: Sequence[str], values: Sequence[Any]) -> NamedTuple:
        """Return the named tuple of a class's name."""
        made = cls(values)
        vars(made).update(zip(fields, values, strict=True), _name=name, _fields=tuple(fields))
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def _replace(self, **changes: Any) -> NamedTuple:
        values = self._asdict()
        if unknown := changes.keys() - values.keys():
            raise TypeError(f"Got unexpected field names: {sorted(unknown)!r}")
        return NamedTuple.of(self._name, self._fields, list((values | changes).values()))

    def __getattr__(self, name: str) -> Any:
        """Say that there is no such item."""
        raise AttributeError(f"{self.__dict__.get('_name')!r} object has no attribute {name!r}")

    def __repr__(self) -> str:
        """Return the named tuple as its own class shows it."""
        return _shown(self._name, self._fields, self)


class Record:
    """An object of a class that is nothing but its fields."""

    def __init__(self, name: str, fields: Sequence[str], values: Sequence[Any]) -> None:
        own = {"_name": name, "_fields": tuple(fields), "_values": tuple(values)}
        vars(self).update(zip(fields, values, strict=True))
        vars(self).update(own)

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self._values, strict=True))

    def __getattr__(self, name: str) -> Any:
        """Say that there is no such attribute."""
        raise AttributeError(f"{self.__dict__.get('_name')!r} object has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        """Refuse: the object is with the student's code."""
        raise AttributeError(f"cannot assign to field {name!r}")

    def __eq__(self, other: object) -> bool:
        """Return whether another record, or an object like it of ours, has the same values."""
        if dataclasses.is_dataclass(other) and not isinstance(other, type):
            other = Record(type(other).__name__, *_fields_of(other))
        elif isinstance(other, enum.Enum):
            other = Member(type(other).__name__, other.name, other.value)
        if not isinstance(other, Record):
            return NotImplemented
        return _content(self) == _content(other)

    def __hash__(self) -> int:
        """Return the hash of its values; raises TypeError if they have none."""
        return hash(_content(self))

    def __repr__(self) -> str:
        """Return the object as `dataclass` shows it."""
        return _shown(self._name, self._fields, self._values)


class Member(Record):
    """A member of an enumeration: its class's name, its own name and its value."""

    def __init__(self, name: str, member: Any, value: Any) -> None:
        super().__init__(name, ("name", "value"), (member, value))

    def __str__(self) -> str:
        """Return the names of class and member."""
        return f"{self._name}.{self.name}"

    def __repr__(self) -> str:
        """Return the member as `enum` shows it."""
        return f"<{self._name}.{self.name}: {self.value!r}>"


def _shown(name: str, fields: Sequence[str], values: Sequence[Any]) -> str:
    parts = ", ".join(f"{field}={value!r}" for field, value in zip(fields, values, strict=True))
    return f"{name}({parts})"


def _content(record: Record) -> tuple[Any, ...]:
    return record._name, record._fields, record._values  # noqa: SLF001 - of its own class


def _fields_of(value: Any) -> tuple[list[str], list[Any]]:
    """Return the names and values of an object's fields."""
    names = [field.name for field in dataclasses.fields(value)]
    return names, [getattr(value, name) for name in names]


# -- named tuples ----------------------------------------------------------------------


def is_named_tuple(value: tuple[Any, ...]) -> bool:
    """Return whether a tuple has names for its items."""
    fields = getattr(value, "_fields", None)
    return type(fields) is tuple and len(fields) == len(value) and _are_fields(fields)


def pack_named_tuple(packing: Packing, value: Any, depth: int) -> Term:
    """Return the term of a named tuple."""
    return ["named", _name_of(value), list(value._fields), packing.several(value, depth)]


def _unpack_named_tuple(unpacking: Unpacking, parts: list[Term], depth: int) -> NamedTuple:
    return NamedTuple.of(*_unpacked(unpacking, parts, depth))


def _unpacked(unpacking: Unpacking, parts: list[Term], depth: int) -> tuple[str, list[str], Any]:
    match parts:
        case [str(name), list(fields), list(terms)] if _are_names([name]):
            if _are_fields(fields) and len(terms) == len(fields):
                return name, fields, unpacking.several(terms, depth)
    raise malformed("a record that is none")


def _are_names(names: Sequence[Any]) -> bool:
    return len(names) <= _MOST_FIELDS and all(
        isinstance(name, str) and name.isidentifier() and len(name) <= MAX_NAME_CHARS
        for name in names
    )


def _are_fields(names: Sequence[Any]) -> bool:
    """Return whether these may be the names of a record's attributes."""
    return _are_names(names) and len(set(names)) == len(names) and _RESERVED.isdisjoint(names)


def _name_of(value: Any) -> str:
    """Return the name of an object's class as records show it."""
    name = getattr(value, "_name", None) if isinstance(value, NamedTuple | Record) else None
    name = utf8(name or type(value).__name__)
    if not _are_names([name]):
        raise NoPlainFormError
    return name


# -- other records ---------------------------------------------------------------------


def pack_dataclass(packing: Packing, value: Any, depth: int) -> Term:
    """Return the term of an object whose class is nothing but its fields.

    Raises NoPlainFormError for any other object.
    """
    kind = type(value)
    if not dataclasses.is_dataclass(kind):
        raise NoPlainFormError
    params = getattr(kind, "__dataclass_params__", None)
    if not getattr(params, "eq", False) or getattr(params, "order", True):
        raise NoPlainFormError
    if any(_own_methods(kind)):
        raise NoPlainFormError
    names, values = _fields_of(value)
    if not _are_fields(names):
        raise NoPlainFormError
    return _record_term(packing, value, Record(kind.__name__, names, values), depth)


def _pack_record(packing: Packing, value: Record, depth: int) -> Term:
    if isinstance(value, Member):
        return _pack_member(packing, value, depth)
    parts = packing.several(value._values, depth)  # noqa: SLF001 - of a class of this module
    return ["record", _name_of(value), list(value._fields), parts]


def _record_term(packing: Packing, value: Any, record: Record, depth: int) -> Term:
    """Return the term of a record, if it shows itself as the value does."""
    if (repr(record), str(record)) != (repr(value), str(value)):
        raise NoPlainFormError
    return _pack_record(packing, record, depth)


def _own_methods(kind: type) -> Iterator[str]:
    """Yield what a class can do besides having fields."""
    for base in kind.__mro__[:-1]:
        if base.__module__ in {"enum", "builtins"}:
            continue
        for name, what in vars(base).items():
            can_do = isinstance(what, FunctionType | property | classmethod | staticmethod)
            if can_do and name not in _HARMLESS:
                yield name


def _unpack_record(unpacking: Unpacking, parts: list[Term], depth: int) -> Record:
    return Record(*_unpacked(unpacking, parts, depth))


def _pack_enum(packing: Packing, value: enum.Enum, depth: int) -> Term:
    if any(_own_methods(type(value))):
        raise NoPlainFormError
    record = Member(type(value).__name__, value.name, value.value)
    return _record_term(packing, value, record, depth)


def _pack_member(packing: Packing, value: Member, depth: int) -> Term:
    return ["enum", _name_of(value), *packing.several([value.name, value.value], depth)]


def _unpack_enum(unpacking: Unpacking, parts: list[Term], depth: int) -> Member:
    name, *terms = parts
    member, value = unpacking.several(terms, depth)
    if not _are_names([name]) or not (member is None or isinstance(member, str)):
        raise malformed("a member that is none")
    return Member(name, member, value)


KINDS = (
    Kind((NamedTuple,), "named", pack_named_tuple, _unpack_named_tuple),
    Kind((Record,), "record", _pack_record, _unpack_record),
    Kind((enum.Enum,), "enum", _pack_enum, _unpack_enum),
)
