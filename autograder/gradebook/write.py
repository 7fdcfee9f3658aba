"""Write the marks of a class into nbgrader's database, a batch of submissions at a time.

It writes what nbgrader's own autograding would have written, with the same models: scores,
comments, what a human has yet to mark, the times, the late penalty. It never touches what a human
gave in formgrader (a score, a comment, extra credit).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec
from nbgrader import api as db
from nbgrader.api import Gradebook
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from autograder.course.deadlines import Deadline, Late, lateness, read_submitted
from autograder.course.exercises import GradeCell
from autograder.errors import GradebookError
from autograder.results.points import exact, points_text

NO_RESPONSE = "No response."  # nbgrader's own words
_REFRESH = "bring it up to date with autograder release {0}, or nbgrader generate_assignment {0}"


class Assigned(msgspec.Struct, frozen=True):
    """A notebook of an assignment, as course.yaml and the source notebook describe it."""

    name: str  # the assignment's name
    cells: tuple[GradeCell, ...]
    late: Late
    due: dt.datetime | None
    notebook: str = ""  # the notebook's name; the assignment's by default

    def __post_init__(self) -> None:
        """Give a notebook without a name the assignment's name."""
        msgspec.structs.force_setattr(self, "notebook", self.notebook or self.name)


class Given(msgspec.Struct, frozen=True):
    """What a person gave for an answer on the pages of the service, to be written as it is.

    It takes the place of nothing, or of `before`. Anything else in the gradebook was given in
    formgrader, and stays.
    """

    points: float | None  # None for no mark
    comment: str
    before: tuple[float | None, str] | None = None
    waits: bool = False  # whether somebody has yet to mark it, for the first time or again


class Entry(msgspec.Struct, frozen=True):
    """A notebook of one submission in the form that the gradebook needs."""

    student: str
    submitted_at: str | None
    deadline: Deadline | None  # the deadline of this student
    scores: Mapping[str, float]  # the scores by exercise
    comments: Mapping[str, str | None]  # the comments by solution cell
    answers: Mapping[str, bool]  # by hand-marked cell, whether there is an answer to mark
    is_new: bool = True  # graded just now, so that a human must look at earlier marks again
    is_held: bool = False  # not graded (unreadable, or an error of ours): no marks
    kept: Mapping[str, float] = {}  # the marks of people that stay although it was graded anew
    given: Mapping[str, Given] = {}  # what people gave since, by hand-marked cell


class Book(msgspec.Struct, frozen=True):
    """The rows of an assignment's notebook that every submission refers to."""

    assignment: Any
    notebook: Any
    graded: Mapping[str, Any]  # the cells that earn points
    answered: Mapping[str, Any]  # the cells that take a comment


def write_sheets(
    gradebook: Gradebook, sheets: Iterable[tuple[Book, Assigned, Sequence[Entry]]]
) -> None:
    """Write the marks of several notebooks in one transaction: all of them or none."""
    for book, assignment, entries in sheets:
        known = _submissions(gradebook, book, entries)
        with gradebook.db.no_autoflush:  # no query needs a flush meanwhile
            for entry in entries:
                submission = known.get(entry.student) or db.SubmittedAssignment(
                    assignment=book.assignment, student_id=entry.student
                )
                rows = _write_one(book, assignment, submission, entry)
                gradebook.db.add_all((submission, *rows))
    gradebook.db.commit()


# -- the assignment --------------------------------------------------------------------


def find_book(gradebook: Gradebook, assignment: Assigned) -> Book:
    """Return the rows of an assignment's notebook, with the due date from course.yaml.

    Raises GradebookError unless the gradebook has this notebook with exactly its cells.
    """
    name, wanted = assignment.name, assignment.notebook
    row = gradebook.db.scalar(select(db.Assignment).where(db.Assignment.name == name))
    notebook = next((n for n in row.notebooks if n.name == wanted), None) if row else None
    if row is None or notebook is None:
        raise GradebookError(
            f"the gradebook does not know {name}; {_REFRESH.format(name)}; the results are kept"
        )
    rows = gradebook.db.scalars(
        select(db.BaseCell).where(db.BaseCell.notebook_id == notebook.id)
    ).all()
    book = Book(
        row,
        notebook,
        {cell.name: cell for cell in rows if hasattr(cell, "max_score")},
        {cell.name: cell for cell in rows if not isinstance(cell, db.GradeCell)},
    )
    if wrong := list(_differences(book, assignment.cells)):
        of = "" if wanted == name else f" {wanted}.ipynb"
        raise GradebookError(
            f"{name}: the gradebook does not fit the source notebook{of}: {'; '.join(wrong)}; "
            f"{_REFRESH.format(name)}; the results are kept, and no mark was changed"
        )
    _set_due(row, assignment.due)
    return book


def check_no_others(book: Book, notebooks: Collection[str]) -> None:
    """Raise GradebookError if the gradebook has points in notebooks that course.yaml lacks."""
    others = [n.name for n in book.assignment.notebooks if n.name not in notebooks and n.max_score]
    if others:
        name = book.assignment.name
        raise GradebookError(
            f"{name}: the gradebook has points in the notebooks {', '.join(sorted(others))}, which "
            f"are none of the assignment's in course.yaml; name them there, or take them out of "
            f"solutions/{name} and {_REFRESH.format(name)}; the results are kept"
        )


def _differences(book: Book, cells: Sequence[GradeCell]) -> Iterator[str]:
    """Yield the differences between the gradebook's cells and the source's, in words."""
    named = {cell.name: cell for cell in cells}
    for name in sorted(named.keys() - book.graded.keys()):
        kind = "exercise" if named[name].is_exercise else "question"
        yield f"the {kind} {name} has no grade cell there"
    for name in sorted(book.graded.keys() - named.keys()):
        yield f"its grade cell {name} is no exercise of the source"
    for name, cell in named.items():
        row = book.graded.get(name)
        if row is not None and row.max_score != cell.points:
            there, here = points_text(row.max_score), points_text(cell.points)
            yield f"{name} earns {there} points there and {here} in the source"


def _set_due(row: Any, due: dt.datetime | None) -> None:
    """Use course.yaml's due date, if there is one; nbgrader keeps UTC without a zone."""
    if due is not None:
        _set(row, "duedate", due.astimezone(dt.UTC).replace(tzinfo=None))


# -- submissions -----------------------------------------------------------------------


def _submissions(gradebook: Gradebook, book: Book, batch: Sequence[Entry]) -> dict[str, Any]:
    """Return the existing submissions, by student; add students who are missing."""
    students = {entry.student for entry in batch}
    there = set(gradebook.db.scalars(select(db.Student.id).where(db.Student.id.in_(students))))
    gradebook.db.add_all(db.Student(id=student) for student in sorted(students - there))
    parts = selectinload(db.SubmittedAssignment.notebooks)
    found = gradebook.db.scalars(
        select(db.SubmittedAssignment)
        .where(
            db.SubmittedAssignment.assignment_id == book.assignment.id,
            db.SubmittedAssignment.student_id.in_(students),
        )
        .options(
            parts.selectinload(db.SubmittedNotebook.grades),
            parts.selectinload(db.SubmittedNotebook.comments),
        )
    )
    return {submission.student_id: submission for submission in found}


def _write_one(book: Book, assignment: Assigned, submission: Any, entry: Entry) -> list[Any]:
    """Write one submission; return its rows, some of which may be new."""
    _write_times(assignment, submission, entry)
    notebook = next((n for n in submission.notebooks if n.notebook_id == book.notebook.id), None)
    if notebook is None:
        notebook = db.SubmittedNotebook(notebook=book.notebook, assignment=submission)
    grades = {grade.cell_id: grade for grade in notebook.grades}
    comments = {comment.cell_id: comment for comment in notebook.comments}
    for name, cell in book.graded.items():
        if cell.id not in grades:  # a new submission, or one that was only partly written
            grades[cell.id] = db.Grade(cell_id=cell.id, notebook=notebook)
        _grade(grades[cell.id], name, entry)
    for name, cell in book.answered.items():
        if cell.id not in comments:
            comments[cell.id] = db.Comment(cell_id=cell.id, notebook=notebook)
        if not entry.is_held:
            _set(comments[cell.id], "auto_comment", _comment(name, entry))
    for name, given in entry.given.items() if not entry.is_held else ():
        if name in book.graded and name in book.answered:
            _give(grades[book.graded[name].id], comments[book.answered[name].id], given)
    if not entry.is_held:
        _set(notebook, "late_submission_penalty", _penalty(assignment, entry, grades.values()))
    return [notebook, *grades.values(), *comments.values()]


def _grade(grade: Any, name: str, entry: Entry) -> None:
    """Write the score of one cell; a cell without a score yet waits for a human."""
    if entry.is_held:
        score, is_done = grade.auto_score, grade.auto_score is not None
    elif name in entry.scores:
        score, is_done = entry.scores[name], True
    else:  # a cell without an answer needs no human
        is_done = not entry.answers.get(name, False)
        score = 0.0 if is_done else None
    _set(grade, "auto_score", score)
    if grade.manual_score is None:
        _set(grade, "needs_manual_grade", not is_done)
    elif (
        entry.is_new and entry.kept.get(name) != grade.manual_score
    ):  # marked by a human before, and graded again now
        _set(grade, "needs_manual_grade", True)


def _give(grade: Any, comment: Any, given: Given) -> None:
    """Write what a person gave, as formgrader does; what was given there stays."""
    there = grade.manual_score, comment.manual_comment or ""
    if there not in {(None, ""), given.before, (given.points, given.comment)}:
        return
    _set(grade, "manual_score", given.points)
    _set(comment, "manual_comment", given.comment or None)
    _set(grade, "needs_manual_grade", given.waits)


def _comment(name: str, entry: Entry) -> str | None:
    if entry.answers.get(name) is False:
        return NO_RESPONSE
    return entry.comments.get(name)


def _write_times(assignment: Assigned, submission: Any, entry: Entry) -> None:
    """Write when it came and when it was due, according to extensions.csv.

    A time that cannot be read counts as none, here as in the result.
    """
    if entry.submitted_at is not None:
        zone = assignment.due.tzinfo if assignment.due else None
        moment = read_submitted(entry.submitted_at, zone)
        _set(submission, "timestamp", moment and moment.replace(tzinfo=None))
    if assignment.due is not None and entry.deadline is not None:
        longer = entry.deadline.due.astimezone(dt.UTC) - assignment.due.astimezone(dt.UTC)
        if longer or submission.extension is not None:
            _set(submission, "extension", longer)


def _penalty(assignment: Assigned, entry: Entry, grades: Iterable[Any]) -> float | None:
    """Return the late penalty on all that was earned, a human's marks and extra credit included."""
    score = sum((_score(grade) for grade in grades), Fraction(0))
    late = lateness(entry.submitted_at, entry.deadline, assignment.late, score)
    return float(late.penalty) or None


def _score(grade: Any) -> Fraction:
    """Return the score that counts: a human's before ours, plus extra credit."""
    score = grade.auto_score if grade.manual_score is None else grade.manual_score
    return Fraction(0) if score is None else exact(score) + exact(grade.extra_credit or 0.0)


def _set(row: Any, field: str, value: Any) -> None:
    """Set a field if its value changes: writing the same marks twice writes nothing."""
    if getattr(row, field) != value:
        setattr(row, field, value)
