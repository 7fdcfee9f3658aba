"""Keep what code prints, and let a cell that prints its answer be used like a function."""

from __future__ import annotations

import io
import sys
from typing import Any

from autograder.wire.messages import MAX_PRINTED_CHARS


def plain_text(text: str) -> str:
    """Return text without lone surrogates, which cannot be sent."""
    return text.encode("utf-8", "replace").decode()


class Page(io.TextIOBase):
    """A stream that keeps the first texts written to it."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._left = MAX_PRINTED_CHARS

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: Any) -> int:
        """Keep a text, as long as there is room."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        text = str.__getitem__(text, slice(None))
        if kept := text[: self._left]:
            self._texts.append(kept)
            self._left -= len(kept)
        return len(text)

    def read_all(self) -> str:
        """Return all texts that were kept."""
        return plain_text("".join(self._texts))


class PrintedCell:
    """A cell that has been executed, as a function without parameters.

    A call prints what the cell printed, and returns the value of the cell's last line, which
    Jupyter shows. If the cell raised an exception, the call raises it.
    """

    def __init__(self, text: str, value: Any, error: BaseException | None = None) -> None:
        self.text = text
        self.value = value
        self._error = error
        self._traceback = None if error is None else error.__traceback__

    def __call__(self) -> Any:
        """Print the text and return the value, or raise the exception."""
        sys.stdout.write(self.text)
        if self._error is not None:
            raise self._error.with_traceback(self._traceback)
        return self.value
