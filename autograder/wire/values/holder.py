"""What crosses as a number or a name, because one end keeps the object for the other.

["held", 7]   an object of the worker's      ["known", "builtins", "int"]  a known type
["lent", 7]   an object of the grader's      ["copy", 3, "gAU…"]         a library's object, pickled
"""

from __future__ import annotations

from typing import Any, Protocol

import msgspec

OF_HOLDERS = frozenset({"held", "lent", "known", "copy"})  # copies only go to the sandbox


class Holder(Protocol):
    """What one end of a connection knows of the objects that cross it as numbers or names."""

    takes_markers: bool  # whether the peer may send opaque markers as well

    def term(self, value: Any) -> list[Any] | None:
        """Return the term of an object that is not flattened; None for any other value."""
        ...

    def hold(self, value: Any) -> list[Any]:
        """Return the term of a value that has no plain form; TypeError if it cannot cross."""
        ...

    def value(self, term: list[Any]) -> Any:
        """Return the object of such a term; WireError if the peer may not name it."""
        ...

    def complete(self, message: msgspec.Struct) -> msgspec.Struct:
        """Return the message of a value that was packed, with what the peer must know of it."""
        ...

    def hear(self, message: msgspec.Struct) -> None:
        """Note what a message says of the objects in its value, before that is unpacked."""
        ...
