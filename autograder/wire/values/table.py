"""The table of all types that cross the wire: which function packs each, and which unpacks it."""

from __future__ import annotations

import functools
import operator
from types import ModuleType

from autograder.wire.values import (
    arrays,
    columns,
    containers,
    dates,
    formulas,
    images,
    plain,
    polars_tables,
    polynomials,
    records,
    sparse,
    special,
    tables,
    tensors,
)
from autograder.wire.values.kinds import (
    Kind,
    LibraryKind,
    Pack,
    Packing,
    Term,
    Unpack,
    Unpacking,
)
from autograder.wire.values.libraries import LIBRARIES, arrived_of, loaded
from autograder.wire.values.markers import NoPlainFormError, Opaque

KINDS: tuple[Kind, ...] = (
    *plain.KINDS,
    *containers.KINDS,
    *records.KINDS,
    *dates.KINDS,
    *arrays.KINDS,
    *special.KINDS,
    *polynomials.KINDS,
)
LIBRARY_KINDS: tuple[LibraryKind, ...] = (
    *columns.KINDS,
    *tables.KINDS,
    *sparse.KINDS,
    *polars_tables.KINDS,
    *tensors.KINDS,
    *polynomials.LIBRARY_KINDS,
    *images.KINDS,
    *formulas.KINDS,
)


def _unpack_if_loaded(row: LibraryKind) -> Unpack:
    """Return what unpacks a library's value; without the library, it stays opaque."""
    name = row.types[0].rpartition(".")[2]

    def unpack(unpacking: Unpacking, parts: list[Term], depth: int) -> object:
        if arrived_of(row.library) is None:
            return Opaque(name, f"a value of {row.library}")
        return row.unpack(unpacking, parts, depth)

    return unpack


PACKERS: dict[type, Pack] = {kind: row.pack for row in KINDS for kind in row.types}
UNPACKERS: dict[str, Unpack] = {
    **{row.tag: row.unpack for row in KINDS if row.tag},
    **{row.tag: _unpack_if_loaded(row) for row in LIBRARY_KINDS},
}


def packer_of(kind: type) -> Pack:
    """Return what packs the values of a type: what packs its nearest base that crosses."""
    for base in kind.__mro__:
        pack = PACKERS.get(base) or _of_library(base)
        if pack is not None:
            PACKERS[kind] = pack
            return pack
    return records.pack_dataclass


def _of_library(kind: type) -> Pack | None:
    root = str(kind.__module__).partition(".")[0]
    for library in LIBRARIES:
        module = loaded(library) if library.partition(".")[0] == root else None
        if module is not None and (pack := _packers(library, module).get(kind)):
            return pack
    return None


@functools.cache
def _packers(library: str, module: ModuleType) -> dict[type, Pack]:
    """Return what packs the types of a library."""
    found: dict[type, Pack] = {}
    for row in LIBRARY_KINDS:
        if row.library == library:
            for name in row.types:
                found[operator.attrgetter(name)(module)] = _careful(row.pack)
    return found


def _careful(pack: Pack) -> Pack:
    """Return what packs a value, or says that it has no plain form if a library fails at it."""

    def careful(packing: Packing, value: object, depth: int) -> Term:
        try:
            return pack(packing, value, depth)
        except (NoPlainFormError, RecursionError):
            raise
        except (TypeError, ValueError, AttributeError, ArithmeticError, LookupError):
            raise NoPlainFormError from None

    return careful
