"""Which keys and elements may be put into a dict or a set of which size.

A hostile sender can choose values whose hashes collide, and then a set of n takes n² steps. Texts
and bytes are safe: their hash is keyed. Of numbers of 64 bits, only some dozens share a hash, and
none of pairs of small numbers do. Of all others there may only be few.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.wire.values.limits import MAX_ELEMENTS

_KEYED = frozenset({str, bytes, np.str_, np.bytes_})
_SAFE = _KEYED | {type(None), bool, float}
_SMALL = 1024
_MOST_SMALL = 3


def may_be_hashed(values: Sequence[Any]) -> bool:
    """Return whether it takes bounded time to put these values into one set."""
    return len(values) <= MAX_ELEMENTS or all(map(_is_safe, values))


def _is_safe(value: Any) -> bool:
    kind = type(value)
    if kind in _SAFE or isinstance(value, np.integer | np.floating):
        return True
    if kind is int:
        return bool(value.bit_length() <= 64)
    if kind is not tuple:
        return False
    are_small = len(value) <= _MOST_SMALL and all(
        type(part) is int and abs(part) < _SMALL for part in value
    )
    return are_small or all(type(part) in _KEYED for part in value)
