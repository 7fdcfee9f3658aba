"""What graders need of a course, packed as bytes, and unpacked into a folder elsewhere.

Trusted, at both ends. It contains nothing that students handed in, and no secret.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from autograder.course.fingerprint import LEFT_BY_TOOLS
from autograder.course.folder import CourseFolder
from autograder.course.settings import COURSE_FILE, Assignment

_OWN, _STUDENTS = 0o600, 0o644  # handed-out files must be readable by another user, in a sandbox


class _Entry(msgspec.Struct, frozen=True):
    """A file of a course, or a folder if it has no bytes."""

    path: bytes  # relative to the course's folder
    data: bytes | None
    is_handed_out: bool


_ENTRIES = msgspec.msgpack.Decoder(list[_Entry])  # made once: see grading/elsewhere


def pack_course(folder: CourseFolder, assignment: Assignment) -> bytes:
    """Return what an assignment is graded with; equal files give equal bytes."""
    own = {
        path: _entry(folder, path, is_handed_out=False)
        for path in _every(_needed(folder, assignment))
    }
    given = {
        path: _entry(folder, path, is_handed_out=True)
        for path in _every(folder.handed_out(assignment).values())
    }
    every = own | given
    return msgspec.msgpack.encode([every[path] for path in sorted(every)])


def unpack_course(parcel: bytes, place: Path) -> None:
    """Write a parcel into an empty folder that only this user can enter."""
    for entry in _ENTRIES.decode(parcel):
        path = place / os.fsdecode(entry.path)
        if entry.data is None:
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = _STUDENTS if entry.is_handed_out else _OWN
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(entry.data)


def _needed(folder: CourseFolder, assignment: Assignment) -> Iterator[Path]:
    """Yield the files and folders that decide results, without the handed-out files.

    The notebooks of other assignments show which one a wrong submission belongs to.
    """
    yield folder.root / COURSE_FILE
    yield folder.graders(assignment.name)
    known = folder.misconceptions(assignment.name)
    yield from (known, known.with_suffix(".py"))
    yield from map(folder.sentences, folder.course.languages)
    for every in folder.course.assignments:
        yield from folder.source_notebooks(every).values()
        for language in ("", *folder.course.translated):
            yield from folder.release_notebooks(every, language).values()


def _every(places: Iterable[Path]) -> Iterator[Path]:
    """Yield the existing files, and the folders with everything in them."""
    for place in places:
        if place.is_dir():
            yield place
            yield from (p for p in place.rglob("*") if not LEFT_BY_TOOLS.intersection(p.parts))
        elif place.is_file():
            yield place


def _entry(folder: CourseFolder, path: Path, *, is_handed_out: bool) -> _Entry:
    name = os.fsencode(path.relative_to(folder.root))
    return _Entry(name, None if path.is_dir() else path.read_bytes(), is_handed_out)
