"""Turn values into the terms of a message's header and the bytes of its payload."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.wire.values.hashing import may_be_hashed
from autograder.wire.values.holder import Holder
from autograder.wire.values.kinds import Term
from autograder.wire.values.limits import (
    MAX_CELL_BYTES,
    MAX_CELLS,
    MAX_DEPTH,
    MAX_HASHED,
    MAX_PAYLOAD_BYTES,
    MAX_TERMS,
    cells_in,
)
from autograder.wire.values.markers import NoPlainFormError, TooLargeError, short
from autograder.wire.values.table import PACKERS, packer_of

ALIGNMENT = 16
_AS_THEY_ARE = frozenset({str, bool, type(None)})


class Packer:
    """Turns values into header terms and gathers the bytes of their arrays."""

    def __init__(
        self,
        *,
        strict: bool = False,
        most_terms: int = MAX_TERMS,
        holder: Holder | None = None,
    ) -> None:
        self._holder = holder
        self.chunks: list[bytes] = []
        self.size = 0
        self._strict = strict  # raise TypeError for a value that cannot cross
        self._terms_left = most_terms
        self._cells_left = MAX_CELLS
        self._cell_bytes_left = MAX_CELL_BYTES
        self._hashed_left = MAX_HASHED
        self._is_in_cells = False
        self._lost = 0  # values that became opaque

    def pack(self, value: Any, depth: int = 0) -> Term:
        """Return the header term for a value; a value that cannot cross becomes opaque.

        Raises TooLargeError if there are more terms than a message may have.
        """
        self._terms_left -= 1
        if self._terms_left < 0:
            raise TooLargeError
        if self._holder is not None and (term := self._holder.term(value)) is not None:
            self._lost += term[0] == "held"
            return term
        kind = type(value)
        pack = PACKERS.get(kind) or packer_of(kind)
        try:
            return pack(self, value, depth)
        except NoPlainFormError:
            return self.opaque(value)

    def need(self, value: Any, depth: int = 0) -> Term:
        """Return the term of a value; raises NoPlainFormError if some of it cannot cross."""
        lost = self._lost
        term = self.pack(value, depth)
        if self._lost != lost:
            raise NoPlainFormError
        return term

    def several(self, values: Sequence[Any], depth: int) -> list[Term]:
        """Return the terms of the parts of a container at a depth."""
        if depth >= MAX_DEPTH:
            raise NoPlainFormError
        if self._terms_left < len(values):
            raise TooLargeError
        pack, inner = self.pack, depth + 1
        return [pack(value, inner) for value in values]

    def elements(self, values: Sequence[Any], depth: int) -> list[Term]:
        """Return the terms of keys or elements; raises NoPlainFormError if one cannot cross."""
        self._hashed_left -= len(values)
        if self._hashed_left < 0 or not may_be_hashed(values):
            raise NoPlainFormError
        lost = self._lost
        terms = self.several(values, depth)
        if self._lost != lost:
            raise NoPlainFormError
        return terms

    def put(self, content: Any, size: int) -> int:
        """Add an array's bytes to the payload and return their offset."""
        padding = -self.size % ALIGNMENT
        offset = self.size + padding
        if offset + size > MAX_PAYLOAD_BYTES:
            raise NoPlainFormError
        self.chunks += [bytes(padding), content.tobytes()]
        self.size = offset + size
        return offset

    def cells(self, values: Iterable[Any], depth: int) -> Term:
        """Return `[offset, size]` of values in the payload, as the JSON of their terms."""
        values = list(values)
        try:
            content = self._cells(values, depth)
        except TooLargeError:
            raise NoPlainFormError from None
        self._cell_bytes_left -= len(content)
        if self._cell_bytes_left < 0 or cells_in(content) > MAX_CELLS:
            raise NoPlainFormError
        return [self.put(memoryview(content), len(content)), len(content)]

    def _cells(self, values: list[Any], depth: int) -> bytes:
        if set(map(type, values)) <= _AS_THEY_ARE:
            try:
                return msgspec.json.encode(values)
            except UnicodeEncodeError:  # half a surrogate pair
                pass
        if self._is_in_cells:
            return msgspec.json.encode(self.several(values, depth))
        self._is_in_cells, terms_left, self._terms_left = True, self._terms_left, self._cells_left
        try:
            return msgspec.json.encode(self.several(values, depth))
        finally:
            self._is_in_cells, self._cells_left = False, self._terms_left
            self._terms_left = terms_left

    def opaque(self, value: Any) -> Term:
        """Return the term that stands for a value; raises TypeError if it is ours."""
        self._lost += 1
        if self._holder is not None:
            return self._holder.hold(value)
        if self._strict:
            raise TypeError(
                f"a {type(value).__name__} like this cannot be sent: {reprlib.repr(value)}"
            )
        if issubclass(type(value), np.ndarray):  # whatever its __class__ says
            text = f"array of dtype {value.dtype}, shape {value.shape}"
        elif type(value) is int:
            text = "of very many digits"
        else:
            try:
                text = repr(value)
            except BaseException:  # noqa: BLE001 - a student's __repr__ may do anything
                text = "a value whose repr fails"
        return ["o", short(type(value).__name__), short(text)]
