"""The shape that a term claims for an array."""

from __future__ import annotations

from autograder.wire.values.kinds import Term, malformed
from autograder.wire.values.limits import MAX_DIMENSIONS, MAX_PAYLOAD_BYTES


def checked_shape(shape: list[Term]) -> list[int]:
    """Return the shape of an array; raises WireError if no array has it."""
    if len(shape) > MAX_DIMENSIONS or not all(
        type(n) is int and 0 <= n <= MAX_PAYLOAD_BYTES for n in shape
    ):
        raise malformed("an array has an impossible shape")
    return shape
