"""The table of all types that cross the wire: which function packs each, and which unpacks it."""

from __future__ import annotations

import sys


from autograder.wire.values import arrays, containers, dates, plain, records, special
from autograder.wire.values.kinds import Kind, LibraryKind, Pack, Unpack

KINDS: tuple[Kind, ...] = (
    *plain.KINDS,
    *containers.KINDS,
    *records.KINDS,
    *dates.KINDS,
    *arrays.KINDS,
    *special.KINDS,
)
LIBRARY_KINDS: tuple[LibraryKind, ...] = ()

PACKERS: dict[type, Pack] = {kind: row.pack for row in KINDS for kind in row.types}
UNPACKERS: dict[str, Unpack] = {row.tag: row.unpack for row in (*KINDS, *LIBRARY_KINDS) if row.tag}

_OF_LIBRARIES = {(row.library, name): row.pack for row in LIBRARY_KINDS for name in row.types}


def packer_of(kind: type) -> Pack:
    """Return what packs the values of a type: what packs its nearest base that crosses."""
    for base in kind.__mro__:
        pack = PACKERS.get(base) or _of_library(base)
        if pack is not None:
            PACKERS[kind] = pack
            return pack
    return records.pack_dataclass


def _of_library(kind: type) -> Pack | None:
    library = str(kind.__module__).partition(".")[0]
    pack = _OF_LIBRARIES.get((library, kind.__name__))
    loaded = sys.modules.get(library)
    return pack if loaded and getattr(loaded, kind.__name__, None) is kind else None
