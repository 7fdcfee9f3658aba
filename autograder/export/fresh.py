"""Make the file that a system imports from the roster alone, without the system's own export."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from autograder.errors import RequestError
from autograder.export.marks import ClassMarks, Mark, Standing
from autograder.export.sheet import is_formula, shown_as_text
from autograder.export.systems import System
from autograder.results.points import points_text
from autograder.text import listed, printable

_POSSIBLE = "    Points Possible"  # as Canvas itself writes it
_KNOWN = ("id", "last_name", "first_name", "email", "username", "group")
_MADE_OF = ("standing", "handed_in", "due", "lateness", "score", "penalty", "mark", "max")


def fresh(
    system: System, marks: ClassMarks, *, zero: bool, with_exercises: bool
) -> tuple[bytes, tuple[str, ...]]:
    """Return the file of a class, and what an instructor should know of it.

    Raises RequestError if the system takes no columns for exercises.
    """
    if with_exercises and system is System.BLACKBOARD:
        raise RequestError(
            "--exercises: Blackboard makes columns of text, without points, of what it does not "
            "know; leave the option out"
        )
    header, row = _TABLES[system](marks)
    exercises = marks.exercises if with_exercises or system is System.CSV else ()
    out = io.StringIO()
    is_blackboard = system is System.BLACKBOARD
    writer = csv.writer(
        out,
        quoting=csv.QUOTE_ALL if is_blackboard else csv.QUOTE_MINIMAL,
        lineterminator="\r\n",
    )
    end = ["End-of-Line Indicator"] if system is System.BRIGHTSPACE else []
    columns = [_column(system, marks, exercise) for exercise in exercises]
    writer.writerow([*header, *columns, *end])
    if system is System.CANVAS:
        most = points_text(marks.most)
        writer.writerow([_POSSIBLE, *[""] * (len(header) - 2), most, *[""] * len(columns)])
    odd = []
    for mark in marks.marks:
        known, points = row(mark), _points(mark, zero=zero)
        if any(map(is_formula, known)):
            odd.append(mark.student.id)
        each = [_of_exercise(mark, exercise) for exercise in exercises]
        cells = [*map(shown_as_text, known), *_made_of(system, mark, points, marks), *each]
        writer.writerow([*cells, *(["#"] if end else [])])
    remarks = []
    if odd:
        remarks.append(
            f"with an apostrophe in front, because a spreadsheet would calculate it: {listed(odd)}"
        )
    return out.getvalue().encode(), tuple(remarks)


def _points(mark: Mark, *, zero: bool) -> str:
    if mark.points is not None:
        return points_text(mark.points)
    return "0" if zero and mark.standing is Standing.MISSING else ""


def _made_of(system: System, mark: Mark, points: str, marks: ClassMarks) -> list[str]:
    """Return a student's mark, in a CSV with what it is made of."""
    if system is not System.CSV:
        return [points]
    is_marked = mark.points is not None
    score, penalty = (
        points_text(value) if is_marked else "" for value in (mark.score, mark.penalty)
    )
    told = [mark.standing, mark.submitted_at, mark.due, mark.lateness]
    return [
        *(shown_as_text(printable(text)) for text in told),
        *(score, penalty, points, points_text(marks.most)),
    ]


def _of_exercise(mark: Mark, exercise: str) -> str:
    points = mark.exercises.get(exercise)
    return "" if points is None or mark.points is None else points_text(points)


def _column(system: System, marks: ClassMarks, exercise: str) -> str:
    name = f"{marks.assignment.title}: {exercise}"
    if system is System.BRIGHTSPACE:
        return f"{name} Points Grade"
    return shown_as_text(exercise) if system is System.CSV else name


def _canvas(marks: ClassMarks) -> tuple[list[str], Callable[[Mark], list[str]]]:
    def row(mark: Mark) -> list[str]:
        one = mark.student
        name = f"{one.last}, {one.first}" if one.first and one.last else one.full_name or one.id
        login = one.written("username")
        sis = one.written("sis") or ("" if one.id == login else one.id)
        return [name, one.written("canvas"), sis, login, ""]

    header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", marks.assignment.title]
    return header, row


def _moodle(_: ClassMarks) -> tuple[list[str], Callable[[Mark], list[str]]]:
    def row(mark: Mark) -> list[str]:
        return [mark.student.id, mark.student.written("username"), mark.student.email]

    return ["ID number", "Username", "Email address", "Grade"], row


def _blackboard(marks: ClassMarks) -> tuple[list[str], Callable[[Mark], list[str]]]:
    def row(mark: Mark) -> list[str]:
        one = mark.student
        return [one.last, one.first, one.written("username") or one.id, one.id]

    return ["Last Name", "First Name", "Username", "Student ID", marks.assignment.title], row


def _brightspace(marks: ClassMarks) -> tuple[list[str], Callable[[Mark], list[str]]]:
    def row(mark: Mark) -> list[str]:
        return [mark.student.id, mark.student.written("username")]

    return ["OrgDefinedId", "Username", f"{marks.assignment.title} Points Grade"], row


def _csv(_: ClassMarks) -> tuple[list[str], Callable[[Mark], list[str]]]:
    def row(mark: Mark) -> list[str]:
        one = mark.student
        said = (one.written(kind) for kind in ("username", "group"))
        return [one.id, one.last, one.first, one.email, *said]

    return [*_KNOWN, *_MADE_OF], row


_TABLES = {
    System.CANVAS: _canvas,
    System.MOODLE: _moodle,
    System.BLACKBOARD: _blackboard,
    System.BRIGHTSPACE: _brightspace,
    System.CSV: _csv,
}
