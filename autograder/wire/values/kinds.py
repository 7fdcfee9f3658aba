"""What a kind of value is: how its type crosses, and what the two ends lend it for that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from autograder.errors import WireError

Term = Any  # what JSON can express


class Packing(Protocol):
    """What the packing of one value may ask of the whole message."""

    def pack(self, value: Any, depth: int = 0) -> Term:
        """Return the term of a value, that of an `Opaque` where it has no plain form."""

    def need(self, value: Any, depth: int = 0) -> Term:
        """Return the term of a value, all of which must cross; raises NoPlainFormError."""

    def several(self, values: Sequence[Any], depth: int) -> list[Term]:
        """Return the terms of the parts of a container at a depth."""

    def elements(self, values: Sequence[Any], depth: int) -> list[Term]:
        """Return the terms of what is hashed: keys or elements; raises NoPlainFormError."""

    def put(self, content: Any, size: int) -> int:
        """Add the bytes of an array to the payload; return the offset."""

    def cells(self, values: Iterable[Any], depth: int) -> Term:
        """Return the term of very many small values; they go into the payload."""


class Unpacking(Protocol):
    """What the unpacking of one term may ask of the whole message. All raise WireError."""

    def unpack(self, term: Term, depth: int = 0) -> Any:
        """Return the value of a term."""

    def need(self, term: Term, kind: type | tuple[type, ...], depth: int = 0) -> Any:
        """Return the value of a term, which must be of a type."""

    def several(self, terms: list[Term], depth: int) -> list[Any]:
        """Return the parts of a container at a depth."""

    def elements(self, terms: list[Term], depth: int) -> list[Any]:
        """Return what is going to be hashed."""

    def take(self, offset: int, size: int) -> memoryview:
        """Return bytes of the payload that nothing else takes."""

    def cells(self, term: Term, depth: int) -> list[Any]:
        """Return what `Packing.cells` packed."""


Pack = Callable[[Packing, Any, int], Term]
Unpack = Callable[[Unpacking, list[Term], int], Any]


class Kind(NamedTuple):
    """Types that cross in the same way; a subclass crosses as its nearest base."""

    types: tuple[type, ...]
    tag: str  # the first item of a term that JSON cannot express otherwise
    pack: Pack  # returns the whole term
    unpack: Unpack  # gets what follows the tag


class LibraryKind(NamedTuple):
    """Types of a library, which may not be loaded."""

    library: str
    types: tuple[str, ...]
    tag: str
    pack: Pack
    unpack: Unpack


def malformed(what: str = "a term that no value has") -> WireError:
    """Return the error for a term that the other end does not write."""
    return WireError(f"wire: {what}")


def harmless(value: dict[Any, Any]) -> dict[Any, Any]:
    """Return a dict; raises WireError for one that NumPy may take for an array's address.

    An object of any library that has such a dict as its attribute `__array_interface__`, such as
    a Series with that label, is an array of whatever memory of this process the dict names.
    """
    if "typestr" in value and "shape" in value:
        raise malformed("a dict that describes memory")
    return value
