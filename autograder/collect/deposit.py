"""Put submissions into nbgrader's tree without ever losing anything in it.

A newer attempt takes the place of the older one, which moves into the hidden folder `.attempts`
beside it. Neither nbgrader nor our own grading reads that folder.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from secrets import token_hex

import msgspec

from autograder.collect.choose import Work
from autograder.collect.times import file_time, timestamp
from autograder.course.deadlines import read_submitted
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.files import write_whole
from autograder.submission.beside import files_in
from autograder.submission.files import read_bytes, read_timestamp

ATTEMPTS = ".attempts"
_SUFFIXES = (".ipynb", ".py")


class Done(enum.StrEnum):
    """What happened to an attempt."""

    COLLECTED = "collected"
    REPLACED = "collected, the older one kept"
    OLDER = "older, kept beside the newer one"
    UNCHANGED = "unchanged"


class Conflict(Exception):
    """Something in the tree does not allow an attempt there; the text says what."""


class Attempt(msgspec.Struct, frozen=True):
    """One attempt of a student as it is, or will be, in the tree, by notebook."""

    utc: dt.datetime
    works: dict[str, Work]
    beside: dict[str, bytes] = {}  # what was handed in with them, by relative path

    def holds(self, other: Attempt) -> bool:
        """Return whether this attempt contains all files of another one, with the same content."""
        return (
            other.works.items() <= self.works.items()
            and other.beside.items() <= self.beside.items()
        )


class Tree:
    """The part of `submitted/` that belongs to one assignment."""

    def __init__(self, course: CourseFolder, assignment: Assignment, *, is_dry: bool) -> None:
        """Read a tree; a dry one only remembers what it would contain, and writes nothing."""
        self._submitted, self._zone = course.submitted(), course.course.zone
        self._assignment, self._is_dry = assignment, is_dry
        self._notebooks = assignment.notebooks
        self._would: dict[Path, Attempt] = {}

    def deposit(self, student: str, attempt: Attempt) -> Done:
        """Put an attempt in. Raises Conflict, OSError and UnreadableSubmission."""
        folder = self._folder(student)
        there = self._current(folder)
        if there is None:
            self._put(folder, attempt, {})
            return Done.COLLECTED
        is_known = there.utc == attempt.utc and there.holds(attempt)
        if there.works == attempt.works and (is_known or there.beside == attempt.beside):
            self._stamp_if_none(folder, attempt)
            return Done.UNCHANGED
        if there.utc == attempt.utc and attempt.holds(there):
            self._put(folder, attempt, there.beside)  # complete what a killed run did not finish
            return Done.COLLECTED
        if there.utc == attempt.utc:
            raise Conflict(
                f"another file of the same time, {timestamp(attempt.utc)}, is in {folder}; "
                "keep one by hand"
            )
        if there.utc > attempt.utc:
            is_new = self._keep(folder, attempt)
            return Done.OLDER if is_new else Done.UNCHANGED
        self._keep(folder, there)
        self._put(folder, attempt, there.beside)
        return Done.REPLACED

    def _folder(self, student: str) -> Path:
        folder = self._submitted / student / self._assignment.name
        for path in (self._submitted / student, folder, folder / ATTEMPTS):
            if path.is_symlink() or (path.exists() and not path.is_dir()):
                raise Conflict(f"{path} is a link or a file; put a folder in its place")
        return folder

    def _paths(self, folder: Path) -> list[Path]:
        paths = [folder / f"{name}{suffix}" for name in self._notebooks for suffix in _SUFFIXES]
        return [path for path in paths if os.path.lexists(path)]

    def _current(self, folder: Path) -> Attempt | None:
        """Return the present attempt, with nbgrader's timestamp, or else the file's own time."""
        if folder in self._would:
            return self._would[folder]
        works: dict[str, Work] = {}
        times = []
        for path in self._paths(folder):
            if path.stem not in works:  # a notebook comes before a script
                works[path.stem] = Work(path.suffix, read_bytes(path))
                times.append(file_time(path.stat().st_mtime))
        if not works:
            return None
        said = read_timestamp(folder)
        utc = None if said is None else read_submitted(said, self._zone)
        return Attempt(utc or max(times), works, self._beside(folder))

    def _beside(self, folder: Path) -> dict[str, bytes]:
        """Return the files beside the notebooks that are neither the system's nor hidden."""
        return files_in(folder, self._paths(folder)).files if folder.is_dir() else {}

    def _put(self, folder: Path, attempt: Attempt, former: Mapping[str, bytes]) -> None:
        """Write an attempt as the one that counts; `former` are files beside the previous attempt.

        If it is killed at any point, the file has its right time: without a timestamp.txt the
        file's own time counts, and that is the attempt's.
        """
        if self._is_dry:
            self._would[folder] = attempt
            return
        _find_room(folder, attempt.beside, former)
        (folder / "timestamp.txt").unlink(missing_ok=True)
        new = {name: d for name, d in attempt.beside.items() if former.get(name) != d}
        _remove(folder, former.keys() - (attempt.beside.keys() - new.keys()))
        for old in self._paths(folder):
            if old.stem != next(iter(attempt.works)):  # else files of both attempts could be there
                old.unlink()
        paths = {folder / f"{name}{work.suffix}": work for name, work in attempt.works.items()}
        for path, work in paths.items():
            _write(path, work.data, attempt.utc)
        for other in self._paths(folder):
            if other not in paths:  # a script that a notebook replaces; _keep has saved it
                other.unlink()
        for name, data in new.items():
            _write(folder / name, data, attempt.utc)
        self._stamp_if_none(folder, attempt)

    def _stamp_if_none(self, folder: Path, attempt: Attempt) -> None:
        """Write the files that nbgrader's own exchange leaves beside a submission.

        nbgrader's release_feedback fails for a submission without a secret, with which only the
        student finds the page.
        """
        stamps = {"timestamp.txt": timestamp(attempt.utc), "submission_secret.txt": token_hex()}
        for name, text in stamps.items():
            if not self._is_dry and not os.path.lexists(folder / name):
                write_whole(folder / name, text.encode())

    def _keep(self, folder: Path, attempt: Attempt) -> bool:
        """Write an attempt beside the one that counts; return whether it is new."""
        kept = folder / ATTEMPTS / timestamp(attempt.utc)
        files = {kept / name: data for name, data in attempt.beside.items()}
        for name, work in attempt.works.items():
            path = kept / f"{name}{work.suffix}"
            if len(self._notebooks) == 1:
                path = kept.with_name(f"{kept.name}{work.suffix}")
            files[path] = work.data
        new = {path: data for path, data in files.items() if not os.path.lexists(path)}
        for path in files:
            _see_that_no_link_leads(folder, path)
        for path in files.keys() - new.keys():
            if read_bytes(path) != files[path]:
                raise Conflict(f"another file of the same time is kept as {path}; keep one by hand")
        if not self._is_dry:
            for path, data in new.items():
                _write(path, data, attempt.utc)
        return bool(new)


def _find_room(folder: Path, beside: Mapping[str, bytes], former: Mapping[str, bytes]) -> None:
    """Raise Conflict if a file would replace another one that has no copy."""
    for name, data in beside.items():
        path = folder / name
        _see_that_no_link_leads(folder, path)
        if name not in former and os.path.lexists(path) and not _is_file_with(path, data):
            raise Conflict(f"{path} is in the way of what was handed in; move it away")
        for parent in PurePosixPath(name).parents:
            if str(parent) not in former and (folder / parent).is_file():
                raise Conflict(f"{folder / parent} is in the way of a folder; move it away")


def _is_file_with(path: Path, data: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and read_bytes(path) == data


def _see_that_no_link_leads(folder: Path, path: Path) -> None:
    """Raise Conflict if there is a link between a folder and a file in it."""
    for name in path.relative_to(folder).parents:
        if (folder / name).is_symlink():
            raise Conflict(f"{folder / name} is a link; put a folder in its place")


def _remove(folder: Path, names: Iterable[str]) -> None:
    """Remove files, and folders that become empty."""
    for name in names:
        (folder / name).unlink()
        for parent in list(PurePosixPath(name).parents)[:-1]:
            with contextlib.suppress(OSError):  # the folder is not empty
                (folder / parent).rmdir()


def _write(path: Path, data: bytes, utc: dt.datetime) -> None:
    write_whole(path, data)
    os.utime(path, (utc.timestamp(), utc.timestamp()))
