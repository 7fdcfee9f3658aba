"""How an object that the grader holds crosses the wire: as the name of its class and a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from autograder.wire.values import Opaque

_MARK = "object that the grader holds"
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def mark_of(class_name: str, number: int) -> Opaque:
    """Return what crosses the wire in place of an object."""
    return Opaque(_MARK, f"{class_name} {number}")


def marked(value: Any) -> tuple[str, int] | None:
    """Return the class name and the number of a mark; None for any other value."""
    if not isinstance(value, Opaque) or value.type_name != _MARK:
        return None
    name, _, number = value.text.partition(" ")
    return (name, int(number)) if _NUMBER.fullmatch(number) else None


def mapped(change: Callable[[Any], Any], value: Any) -> Any:
    """Return a list, a tuple or a dict with each part changed; anything else as it is."""
    if isinstance(value, dict):
        return {key: change(item) for key, item in value.items()}
    if type(value) in {list, tuple}:
        return type(value)(map(change, value))
    return value
