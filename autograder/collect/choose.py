"""Choose the one file of a submission that is graded, and see that it is of this assignment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import msgspec

from autograder.archive import read_member
from autograder.collect.exports import Piece, numbered
from autograder.collect.roster import fold
from autograder.course import CourseFolder
from autograder.errors import CourseError, UnreadableSubmission
from autograder.submission import MAX_BYTES, decode_notebook
from autograder.text import listed, printable

_SUFFIXES = (".ipynb", ".py", ".zip")  # the first of which there are some is chosen from


class WrongAssignment(Exception):
    """A notebook is of another assignment of the course; says of which."""


class Work(msgspec.Struct, frozen=True):
    """What a student handed in: the content, and the suffix that says what it is."""

    suffix: str
    data: bytes


def choose(together: list[Piece], assignment: str) -> Piece | str:
    """Return the file to grade of those handed in together, or in words why there is none."""
    here = [piece for piece in together if assignment in piece.found.parts[1:-1]]
    candidates = here or together
    for suffix in _SUFFIXES:
        files = [p for p in candidates if Path(p.name).suffix.lower() == suffix]
        if files:
            return _one_of(_latest_of_each(files), assignment)
    names = listed(Path(piece.name).name or piece.found.parts[-1] for piece in together)
    return f"no notebook, only {names}; ask for the .ipynb"


def _latest_of_each(files: list[Piece]) -> list[Piece]:
    """Keep the last attempt of each file: Canvas numbers a file that is handed in again."""
    latest: dict[str, Piece] = {}
    for piece in files:
        folder = "/".join(piece.found.parts[:-1]) if len(piece.found.parts) > 1 else ""
        name = f"{folder}/{numbered(piece.name)[0].casefold()}"
        if name not in latest or order(piece) > order(latest[name]):
            latest[name] = piece
    return list(latest.values())


def order(piece: Piece) -> tuple[dt.datetime, int]:
    """Return what attempts are ordered by: their time, then their number."""
    return piece.moment.utc, numbered(piece.name)[1]


def _one_of(files: list[Piece], assignment: str) -> Piece | str:
    named = [p for p in files if fold("name", _stem(p)) == fold("name", assignment)]
    for choice in (files, named):
        if len(choice) == 1:
            return choice[0]
    names = listed("/".join((*p.found.parts[1:-1], p.name)) for p in files)
    how_many = "several" if named else "none"
    return f"several files and {how_many} called {assignment}: {names}; ask which it is"


def _stem(piece: Piece) -> str:
    return Path(numbered(piece.name)[0]).stem


def read_work(piece: Piece, assignment: str) -> Work:
    """Read a chosen file; a student's zip is looked into, once.

    Raises UnreadableSubmission where nothing of it can be read.
    """
    data = piece.found.read()
    name = piece.name
    if Path(name).suffix.lower() == ".zip":
        name, data = read_member(printable(name), data, MAX_BYTES, wanted=assignment)
    return Work(Path(name).suffix.lower(), data)


class Belonging:
    """Tells by the ids of its graded cells which assignment of the course a notebook is of."""

    def __init__(self, folder: CourseFolder, assignment: str) -> None:
        """Read the ids of every assignment of the course."""
        self._name = assignment
        self._ids = {a.name: _course_ids(folder, a.name) for a in folder.course.assignments}

    def check(self, work: Work) -> None:
        """Raise WrongAssignment for a notebook that has more cells of another assignment."""
        ids = _grade_ids(work.data) if work.suffix == ".ipynb" else frozenset()
        shared = {name: len(ids & own) for name, own in self._ids.items()}
        best = max(shared, key=lambda name: (shared[name], name == self._name))
        if best != self._name:
            raise WrongAssignment(
                f"a notebook of {best}, not of {self._name}; ask for the right one"
            )


def _course_ids(folder: CourseFolder, assignment: str) -> frozenset[str]:
    for path in (folder.source_notebook(assignment), folder.release_notebook(assignment)):
        try:
            return _grade_ids(path.read_bytes())
        except FileNotFoundError:
            continue
        except OSError as error:
            raise CourseError(f"{path}: cannot be read: {error.strerror}") from None
    return frozenset()


def _grade_ids(data: bytes) -> frozenset[str]:
    """Return the ids that nbgrader put into a notebook's cells, none for what is no notebook."""
    try:
        cells, _ = decode_notebook("", data)
    except UnreadableSubmission:
        return frozenset()
    return frozenset(filter(None, map(_grade_id, cells)))


def _grade_id(cell: object) -> str:
    for key in ("metadata", "nbgrader", "grade_id"):
        cell = cell.get(key) if isinstance(cell, dict) else None
    return cell if isinstance(cell, str) else ""


def grouped(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return pieces by the submission that they were handed in with."""
    together: dict[tuple[str, ...], list[Piece]] = {}
    for piece in pieces:
        together.setdefault(piece.submission, []).append(piece)
    return list(together.values())
