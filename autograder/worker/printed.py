"""Keep what student code prints until it is sent."""

from __future__ import annotations

import io
import sys
from typing import Any

from autograder.execution.printed import plain_text
from autograder.wire.reach import MAX_PRINTED_CHARS

_MOST_PIECES = 1000


class Printed:
    """Two streams and the texts written to them, in order; texts beyond the limit are lost."""

    def __init__(self) -> None:
        self._pieces: list[tuple[bool, str]] = []
        self._taken: list[tuple[bool, str]] = []  # and not sent yet
        self._left = MAX_PRINTED_CHARS
        self._streams = (_Stream(self, is_error=False), _Stream(self, is_error=True))

    def install(self) -> None:
        """Make this process print here from now on."""
        sys.stdout, sys.stderr = self._streams

    def add(self, text: str, *, is_error: bool) -> None:
        """Add a text."""
        text = plain_text(text[: self._left])
        self._left -= len(text)
        if self._pieces and self._pieces[-1][0] == is_error and len(self._pieces) >= _MOST_PIECES:
            self._pieces[-1] = (is_error, self._pieces[-1][1] + text)
        elif text and len(self._pieces) < _MOST_PIECES:
            self._pieces.append((is_error, text))

    def take(self) -> list[tuple[bool, str]]:
        """Return what was printed since the last call."""
        self._taken, self._pieces, self._left = self._pieces, [], MAX_PRINTED_CHARS
        return _joined(self._taken)

    def note_sent(self) -> None:
        """Note that what was taken has been sent."""
        self._taken = []

    def put_back(self) -> None:
        """Keep what was taken and not sent."""
        self._pieces = self._taken + self._pieces
        self._taken = []


class _Stream(io.TextIOBase):
    """A stream of text like a kernel's."""

    encoding = "utf-8"

    def __init__(self, printed: Printed, *, is_error: bool) -> None:
        self._printed = printed
        self._is_error = is_error

    def writable(self) -> bool:
        return True

    def write(self, text: Any) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._printed.add(text, is_error=self._is_error)
        return len(text)


def _joined(pieces: list[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """Return the pieces with adjacent pieces of one stream joined."""
    joined: list[tuple[bool, str]] = []
    for is_error, text in pieces:
        if joined and joined[-1][0] == is_error:
            joined[-1] = (is_error, joined[-1][1] + text)
        else:
            joined.append((is_error, text))
    return joined
