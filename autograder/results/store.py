"""The result files of an assignment, one for each submission."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.errors import StorageError
from autograder.files import json_bytes, safe_name, write_whole
from autograder.results.format import SCHEMA, SubmissionResult


class ResultStore:
    """The result files of one assignment."""

    def __init__(self, folder: Path, assignment: str) -> None:
        self.folder = folder / assignment

    def path(self, student: str) -> Path:
        """Return the file of a student's result."""
        return self.folder / f"{safe_name(student)}.json"

    def load(self, student: str) -> SubmissionResult | None:
        """Return a student's result; None if there is none in this schema."""
        return _read(self.path(student))

    def every(self) -> Iterator[tuple[Path, SubmissionResult | None]]:
        """Return each result file with its result, or None if it is not what its name says."""
        for path in sorted(self.folder.glob("[!.]*.json")):
            result = _read(path)
            is_own = result is not None and self.path(result.student) == path
            yield path, result if is_own else None

    def save(self, result: SubmissionResult) -> Path:
        """Write a result so that a reader sees the old file or the new one, never a half."""
        path = self.path(result.student)
        try:
            write_whole(path, json_bytes(result))
        except OSError as error:
            raise StorageError(
                f"{path}: cannot be written: {error.strerror}; free the place or choose another "
                "with --results, and run again: what is graded stays graded"
            ) from None
        return path

    def sweep(self) -> None:
        """Remove the temporary files of a killed run, but not those of a run in progress."""
        for draft in self.folder.glob(".*.tmp") if self.folder.is_dir() else ():
            pid = draft.suffixes[-2].removeprefix(".") if len(draft.suffixes) > 1 else ""
            if not (pid.isdigit() and Path(f"/proc/{pid}").exists()):
                draft.unlink(missing_ok=True)


def _read(path: Path) -> SubmissionResult | None:
    try:
        result = msgspec.json.decode(path.read_bytes(), type=SubmissionResult)
    except (OSError, UnicodeDecodeError, RecursionError, msgspec.MsgspecError):
        return None
    return result if result.schema == SCHEMA else None
