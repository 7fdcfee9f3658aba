"""Turn header terms back into values, and check everything that a term claims.

Trusts nothing: whatever a term says, it becomes plain data or raises WireError.
"""

from __future__ import annotations

from typing import Any

import msgspec

from autograder.errors import WireError
from autograder.wire.values.hashing import may_be_hashed
from autograder.wire.values.holder import OF_HOLDERS, Holder
from autograder.wire.values.kinds import Term, harmless, malformed
from autograder.wire.values.limits import (
    MAX_CELL_BYTES,
    MAX_CELLS,
    MAX_DEPTH,
    MAX_HASHED,
    MAX_TERMS,
    MAX_TEXT_CHARS,
    cells_in,
)
from autograder.wire.values.markers import Opaque
from autograder.wire.values.table import UNPACKERS

_AS_THEY_ARE = frozenset({str, bool, type(None)})


class Unpacker:
    """Turns header terms back into values, and checks everything that a term claims."""

    def __init__(self, payload: memoryview, holder: Holder | None = None) -> None:
        self.payload = payload
        self._holder = holder
        self._takes_markers = holder is None or holder.takes_markers
        self.end = 0  # of the last array: arrays come in order and never overlap
        self._terms_left = MAX_TERMS
        self._cells_left = MAX_CELLS
        self._cell_bytes_left = MAX_CELL_BYTES
        self._hashed_left = MAX_HASHED
        self._is_in_cells = False
        self._opaque = 0  # how many opaque values there were

    def unpack(self, term: Term, depth: int = 0) -> Any:
        """Return the value of a header term.

        Raises WireError for a term that `Packer` does not write.
        """
        self._terms_left -= 1
        if self._terms_left < 0:
            raise WireError("wire: a value has too many parts")
        if depth > MAX_DEPTH:
            raise WireError(f"wire: a value is nested deeper than {MAX_DEPTH}")
        kind = type(term)
        if kind is list:
            return self._unpack_tagged(term, depth)
        if kind is str and len(term) > MAX_TEXT_CHARS:
            raise WireError("wire: a text is too long")
        if kind is dict:
            unpack, inner = self.unpack, depth + 1
            return harmless({key: unpack(item, inner) for key, item in term.items()})
        return term

    def _unpack_tagged(self, term: list[Term], depth: int) -> Any:
        try:
            tag, *parts = term
            if self._holder is not None and tag in OF_HOLDERS:
                return self._holder.value(term)
            value = UNPACKERS[tag](self, parts, depth)
        except WireError:
            raise
        except Exception as error:  # noqa: BLE001 - libraries raise what they like
            raise malformed(f"a term that no value has ({type(error).__name__})") from None
        if type(value) is Opaque:
            self._opaque += 1
            if tag == "o" and not self._takes_markers:
                raise malformed()
        return value

    def need(self, term: Term, kind: type | tuple[type, ...], depth: int = 0) -> Any:
        """Return the value of a term; raises WireError if it is of another type."""
        value = self.unpack(term, depth)
        if not isinstance(value, kind):
            raise malformed(f"a {type(value).__name__} where there is none")
        return value

    def several(self, terms: list[Term], depth: int) -> list[Any]:
        """Return the parts of a container at a depth."""
        unpack, inner = self.unpack, depth + 1
        return [unpack(term, inner) for term in terms]

    def elements(self, terms: list[Term], depth: int) -> list[Any]:
        """Return what may be hashed: not too many, and no opaque value among them."""
        self._hashed_left -= len(terms)
        opaque = self._opaque
        values = self.several(terms, depth)
        if self._hashed_left < 0 or not may_be_hashed(values) or self._opaque != opaque:
            raise malformed("elements that a set may not have")
        return values

    def take(self, offset: int, size: int) -> memoryview:
        """Return bytes of the payload, behind all that were taken before."""
        if type(offset) is not int or offset < self.end or offset + size > len(self.payload):
            raise WireError("wire: an array lies outside the payload")
        self.end = offset + size
        return self.payload[offset : self.end]

    def cells(self, term: Term, depth: int) -> list[Any]:
        """Return the values of cells; they are copied, so they may lie anywhere."""
        content = self._cell_bytes(term)
        cells = msgspec.json.decode(content, type=list[Any])
        if set(map(type, cells)) <= _AS_THEY_ARE:
            return cells
        if self._is_in_cells:
            return self.several(cells, depth)
        self._is_in_cells, terms_left, self._terms_left = True, self._terms_left, self._cells_left
        values = self.several(cells, depth)
        self._is_in_cells, self._cells_left = False, self._terms_left
        self._terms_left = terms_left
        return values

    def _cell_bytes(self, term: Term) -> bytes:
        match term:
            case [int(offset), int(size)] if 0 <= offset <= offset + size <= len(self.payload):
                self._cell_bytes_left -= size
                content = bytes(self.payload[offset : offset + size])
                if self._cell_bytes_left >= 0 and cells_in(content) <= MAX_CELLS:
                    return content
        raise malformed("cells that lie nowhere, or are too many")
