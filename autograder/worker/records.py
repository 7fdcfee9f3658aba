"""Records of the notebook's own classes: they come as plain data, and are objects of theirs here.

Such a class is often the instructor's: a given cell defines it in both processes.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from typing import Any

from autograder.wire.values.records import Member, Record


def record_of(value: Any) -> Record:
    """Return the fields of an object of a dataclass or an enumeration; TypeError if it is none."""
    name = type(value).__name__
    if isinstance(value, enum.Enum):
        return Member(name, value.name, value.value)
    names = [field.name for field in dataclasses.fields(value)]
    return Record(name, names, [getattr(value, field) for field in names])


def adopted(value: Any, names: Mapping[str, Any]) -> Any:
    """Return an argument in which records are objects of the notebook's classes of their names."""
    kind = type(value)
    if kind in {list, tuple}:
        made = [adopted(item, names) for item in value]
        return value if all(a is b for a, b in zip(made, value, strict=True)) else kind(made)
    if kind is dict:
        return {key: adopted(item, names) for key, item in value.items()}
    if not isinstance(value, Record):
        return value
    fields = {name: adopted(item, names) for name, item in value._asdict().items()}
    own = names.get(vars(value)["_name"])
    if not isinstance(own, type):
        return value
    if issubclass(own, enum.Enum):
        return own.__members__.get(str(fields.get("name")), value)
    return _object_of(own, fields) or value


def _object_of(own: type, fields: dict[str, Any]) -> Any:
    """Return an object of a dataclass with these fields; None if it has others."""
    if not dataclasses.is_dataclass(own):
        return None
    if [field.name for field in dataclasses.fields(own)] != list(fields):
        return None
    made = object.__new__(own)
    for name, value in fields.items():
        object.__setattr__(made, name, value)
    return made
