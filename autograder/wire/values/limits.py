"""How much a message may hold, on both sides of the wire."""

from __future__ import annotations

MAX_HEADER_BYTES = 1 << 20
MAX_PAYLOAD_BYTES = 64 << 20
MAX_TEXT_CHARS = MAX_HEADER_BYTES // 8
MAX_TERMS = MAX_HEADER_BYTES // 16  # counts numbers, texts and lists outside arrays
MAX_CELLS = 1 << 21  # the same, inside arrays of objects and columns of texts
MAX_CELL_BYTES = 16 << 20  # of all these cells, as JSON
MAX_DEPTH = 16
MAX_DIMENSIONS = 32
MAX_INT_DIGITS = 4096  # in hexadecimal
MAX_REPR_CHARS = 200
MAX_NAME_CHARS = 200  # of a class, a field or a time zone
MAX_ITEMS = MAX_PAYLOAD_BYTES // 8  # of a range: who makes a list of it has room

# A dict's keys and a set's elements are hashed. A hostile sender can choose keys whose hashes
# collide, except for texts, whose hash is keyed. Few 64-bit integers have the same hash.
MAX_ELEMENTS = 1000  # of other kinds in one set or dict
MAX_HASHED = MAX_TERMS  # of other kinds than texts in a message


def cells_in(content: bytes) -> int:
    """Return how many values a JSON text holds, or more where its texts have commas."""
    return 1 + content.count(b",") + content.count(b"[") + content.count(b"{")
