"""Standard output and error of a command whose reader may leave early, as `head` does."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def go_on_without_readers() -> None:
    """Have a command finish its work, though nobody reads what it prints any more."""
    for name in ("stdout", "stderr"):
        old = getattr(sys, name)
        if old is not getattr(sys, f"__{name}__"):  # not the process's own, so no pipe
            continue
        old.flush()
        file = io.BufferedWriter(_Left(old.fileno(), "wb", closefd=False))
        is_by_line = name == "stderr" or old.isatty()
        new = io.TextIOWrapper(file, old.encoding, old.errors, line_buffering=is_by_line)
        setattr(sys, name, new)


class _Left(io.FileIO):
    """A file that takes everything and keeps nothing once its reader has gone."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, self.fileno())
            os.close(null)
            return memoryview(data).nbytes
