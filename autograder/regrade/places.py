"""Where a regrade keeps what is not accepted yet, and the record of what was.

All of it is beside the results, so `--results FOLDER` moves it too. Names with a leading dot are
no assignment's.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import RequestError
from autograder.files import write_or_explain
from autograder.results.store import ResultStore

PREVIEW = ".preview"


class Places:
    """The files of one assignment's regrade."""

    def __init__(self, results: Path, assignment: str) -> None:
        self.root = results / PREVIEW
        self.live = ResultStore(results, assignment)
        self.preview = ResultStore(self.root, assignment)
        self.shown = self.preview.folder / ".shown.json"
        self.journal = self.preview.folder / ".journal.json"
        self.record = results / f"{assignment}.regrades.jsonl"

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other regrades of the assignment out; raises RequestError while there is one."""
        self.preview.folder.mkdir(parents=True, exist_ok=True)
        with (self.preview.folder / ".lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise RequestError(
                    f"{self.preview.folder}: another command is at it; wait for its end"
                ) from None
            yield


def digest_of(path: Path) -> str:
    """Return a hash of a file's content; "" if there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def write(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write a file as a whole; raises StorageError if that is not possible."""
    advice = "free the place, and run the same command again: what was accepted is kept"
    write_or_explain(path, data, advice, sync=sync)
