"""How many bytes a peer may still send."""

from __future__ import annotations

from autograder.errors import WireError


class Allowance:
    """A number of bytes that a peer may still send, and the larger allowance that contains it."""

    def __init__(self, size: int, whole: Allowance | None = None) -> None:
        self.left = size
        self._whole = whole

    def take(self, size: int) -> None:
        """Subtract a frame's bytes; raises WireError if more was sent than is allowed."""
        self.left -= size
        if self.left < 0:
            raise WireError("wire: more was sent than is allowed in all")
        if self._whole is not None:
            self._whole.take(size)
