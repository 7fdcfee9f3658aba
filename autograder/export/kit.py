"""What another system's container grades an assignment with.

Trusted, and to be kept from students: it contains the hidden graders, the solutions and the secret.
"""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

import msgspec

from autograder import __version__
from autograder.course.folder import CourseFolder, find_course
from autograder.course.secret import SECRET_FILE, course_secret
from autograder.course.settings import Assignment
from autograder.errors import EngineError, StorageError
from autograder.files import write_whole
from autograder.grading.parcel import pack_course, unpack_course

KIT = "course.kit"
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


class Kit(msgspec.Struct, frozen=True):
    """A course as grading/parcel packs it, its secret, and the versions that it is graded with."""

    assignment: str
    course: bytes
    secret: bytes
    versions: dict[str, str]


def pack_kit(folder: CourseFolder, assignment: Assignment) -> bytes:
    """Return a kit as a file; raises CourseError or StorageError if the secret cannot be read."""
    secret = course_secret(folder.root)
    kit = Kit(assignment.name, pack_course(folder, assignment), secret, versions())
    return msgspec.msgpack.encode(kit)


def unpack_kit(path: Path, place: Path) -> tuple[CourseFolder, Assignment]:
    """Write a kit into an empty folder that only this user can enter.

    Raises EngineError if other versions are installed here, and StorageError for a damaged kit.
    """
    try:
        kit = msgspec.msgpack.decode(path.read_bytes(), type=Kit)
    except (OSError, msgspec.MsgspecError) as error:
        raise StorageError(f"{path}: cannot be read: {error}; export it again") from None
    own = versions()
    if own != kit.versions:
        told = ", ".join(f"{name} {kit.versions[name]} (here {own[name]})" for name in own)
        raise EngineError(f"graded with other versions than the class: {told}; install them anew")
    unpack_course(kit.course, place)
    write_whole(place / SECRET_FILE, kit.secret)
    folder = find_course(place)
    return folder, folder.course.assignment(kit.assignment)


def versions() -> dict[str, str]:
    """Return the versions here of everything that may decide a mark."""
    numpy = importlib.metadata.version("numpy")
    return {"Backgrade": __version__, "Python": PYTHON, "NumPy": numpy}
