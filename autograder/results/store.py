"""The result files of an assignment, one for each submission."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from autograder.errors import RequestError, StorageError
from autograder.files import json_bytes, safe_name, write_or_explain
from autograder.results.brief import Brief
from autograder.results.format import SCHEMA, SubmissionResult

T = TypeVar("T", SubmissionResult, Brief)
_RESULT, _BRIEF = msgspec.json.Decoder(SubmissionResult), msgspec.json.Decoder(Brief)


class ResultStore:
    """The result files of one assignment."""

    def __init__(self, folder: Path, assignment: str) -> None:
        self.folder = folder / assignment

    def path(self, student: str) -> Path:
        """Return the file of a student's result."""
        return self.folder / f"{safe_name(student)}.json"

    def none_yet(self) -> RequestError:
        """Return the error of a command that needs results where there are none."""
        return RequestError(f"no results in {self.folder}; grade first, or pass --results")

    def load(self, student: str) -> SubmissionResult | None:
        """Return a student's result; None if there is none in this schema."""
        return _decoded(self.path(student), _RESULT)

    def read(self, student: str) -> SubmissionResult:
        """Return a student's result, which was there; raises StorageError where it is not now."""
        result = self.load(student)
        if result is None:
            raise StorageError(f"{self.path(student)}: taken away while it was needed; run again")
        return result

    def brief(self, student: str) -> Brief | None:
        """Return what skipping and listing need of a student's result, or None without one."""
        return _decoded(self.path(student), _BRIEF)

    def every(self) -> Iterator[tuple[Path, SubmissionResult | None]]:
        """Return each result file with its result, or None if it is not what its name says."""
        return self._every(_RESULT)

    def briefs(self) -> Iterator[tuple[Path, Brief | None]]:
        """Return each result file with what listing needs of it, or None as `every` does."""
        return self._every(_BRIEF)

    def _every(self, decoder: msgspec.json.Decoder[T]) -> Iterator[tuple[Path, T | None]]:
        for path in sorted(self.folder.glob("[!.]*.json")):
            result = _decoded(path, decoder)
            is_own = result is not None and self.path(result.student) == path
            yield path, result if is_own else None

    def save(self, result: SubmissionResult) -> Path:
        """Write a result so that a reader sees the old file or the new one, never a half."""
        path = self.path(result.student)
        advice = "free the place or choose another with --results, and run again: what is graded "
        write_or_explain(path, json_bytes(result), advice + "stays graded")
        return path

    def sweep(self) -> None:
        """Remove the temporary files of a killed run, but not those of a run in progress."""
        for draft in self.folder.glob(".*.tmp") if self.folder.is_dir() else ():
            pid = draft.suffixes[-2].removeprefix(".") if len(draft.suffixes) > 1 else ""
            if not (pid.isdigit() and Path(f"/proc/{pid}").exists()):
                draft.unlink(missing_ok=True)


def _decoded(path: Path, decoder: msgspec.json.Decoder[T]) -> T | None:
    try:
        result = decoder.decode(path.read_bytes())
    except (OSError, UnicodeDecodeError, RecursionError, msgspec.MsgspecError):
        return None
    return result if result.schema == SCHEMA else None
