"""How many bytes a peer may still send."""

from __future__ import annotations

from autograder.errors import WireError


class Allowance:
    """How many bytes a peer may still send, here and in the whole that this is a part of."""

    def __init__(self, size: int, whole: Allowance | None = None) -> None:
        self.left = size
        self._whole = whole

    def take(self, size: int) -> None:
        """Count a frame; raises WireError where it is more than what is left."""
        self.left -= size
        if self.left < 0:
            raise WireError("wire: more was sent than is allowed in all")
        if self._whole is not None:
            self._whole.take(size)
