"""What a student has handed in: files by name, and how graders read them."""

from __future__ import annotations

import tempfile
import threading
import zlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.submission.editions import Editions
from autograder.submission.find import SubmissionFile, submission_in
from autograder.submission.reading import Reading, read_all

_reading = threading.Semaphore(2)  # hostile files take memory: few are read at a time
_FILES = msgspec.msgpack.Decoder(dict[str, bytes])


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """Return files as the database keeps them."""
    return zlib.compress(msgspec.msgpack.encode(dict(files)))


def unpack_files(data: bytes) -> dict[str, bytes]:
    """Return the files that were packed."""
    return _FILES.decode(zlib.decompress(data))


class ReadAttempt(msgspec.Struct, frozen=True):
    """An attempt as `grade` would read it from `submitted/`."""

    submission: SubmissionFile  # where it will be
    reading: Reading


def read_attempt(
    folder: CourseFolder, assignment: Assignment, student: str, files: Mapping[str, bytes]
) -> ReadAttempt:
    """Read files as those of a student's folder in `submitted/`, without writing them there."""
    place = folder.submitted() / student / assignment.name
    editions = Editions.of(folder, assignment)
    with _reading, tempfile.TemporaryDirectory(prefix="autograder-") as name:
        here = Path(name) / assignment.name
        here.mkdir()
        for file, data in files.items():
            (here / file).write_bytes(data)
        found = submission_in(student, here, assignment.notebooks, editions)
        reading = read_all(found.path, assignment.notebooks, found.folder, editions)
        path = place / found.path.relative_to(here)
    return ReadAttempt(SubmissionFile(student, path, is_collected=True, folder=place), reading)
