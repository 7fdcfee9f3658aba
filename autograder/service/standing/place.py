"""Put the attempt that counts where all other commands look: `submitted/` and `results/`.

A folder that something else has filled before, like `autograder collect`, is emptied into a hidden
one beside it, so nothing is lost.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from secrets import token_hex

import msgspec

from autograder.collect.deposit import ATTEMPTS
from autograder.course.folder import CourseFolder
from autograder.errors import StorageError
from autograder.files import write_whole
from autograder.results.format import SubmissionResult
from autograder.results.store import ResultStore

_MARKER = ".served"  # the names of the files that the service has put into the folder
_BEFORE = "before-serve"


def place(
    folder: CourseFolder, result: SubmissionResult, owner: str, files: Mapping[str, bytes]
) -> None:
    """Write the files of an attempt and its result; raises StorageError.

    The files of a team are where `collect` puts them: in the folder of who handed them in.
    """
    if owner == result.student:
        _place_files(folder, result, files)
    else:
        _remove_files(_folder(folder, result.student, result.assignment))
    ResultStore(folder.results(), result.assignment).save(result)


def _place_files(
    folder: CourseFolder, result: SubmissionResult, files: Mapping[str, bytes]
) -> None:
    here = _folder(folder, result.student, result.assignment)
    stamps = {"timestamp.txt": (result.submission.submitted_at or "").encode()}
    if not (here / "submission_secret.txt").exists():  # nbgrader's feedback needs one
        stamps["submission_secret.txt"] = token_hex().encode()
    try:
        before = _take_over(here)
        _mark(here, {*before, *files})
        _remove(here, before - files.keys())
        for name, data in (*files.items(), *stamps.items()):
            write_whole(here / name, data)
        _mark(here, files)
    except OSError as error:
        raise StorageError(f"{here}: cannot be written: {error.strerror}") from None


def remove(folder: CourseFolder, student: str, assignment: str) -> None:
    """Take away what was placed, because no attempt counts any more; raises StorageError."""
    _remove_files(_folder(folder, student, assignment))
    path = ResultStore(folder.results(), assignment).path(student)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"{path}: cannot be deleted: {error.strerror}") from None


def _remove_files(here: Path) -> None:
    try:
        _remove(here, _marked(here) or set())
    except OSError as error:
        raise StorageError(f"{here}: cannot be changed: {error.strerror}") from None


def _folder(folder: CourseFolder, student: str, assignment: str) -> Path:
    return folder.submitted() / student / assignment


def _take_over(here: Path) -> set[str]:
    """Return the names of our files there; what is not ours moves aside."""
    marked = _marked(here)
    if marked is not None:
        return marked
    if here.is_dir():
        aside = here / ATTEMPTS / _BEFORE
        for path in [path for path in here.iterdir() if not path.name.startswith(".")]:
            aside.mkdir(parents=True, exist_ok=True)
            path.rename(aside / path.name)
    return set()


def _marked(here: Path) -> set[str] | None:
    try:
        return set(msgspec.json.decode((here / _MARKER).read_bytes(), type=list[str]))
    except (OSError, msgspec.MsgspecError):
        return None


def _mark(here: Path, names: Iterable[str]) -> None:
    write_whole(here / _MARKER, msgspec.json.encode(sorted(names)))


def _remove(here: Path, names: Iterable[str]) -> None:
    for name in names:
        with contextlib.suppress(FileNotFoundError):
            (here / name).unlink()
