"""Read the marks of an assignment from nbgrader's gradebook, a human's marks included.

This works without nbgrader itself, which takes seconds to import.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from autograder.errors import GradebookError
from autograder.gradebook.place import shown
from autograder.results.points import exact, sum_of

_ASSIGNMENTS = sa.table("assignment", sa.column("id"), sa.column("name"))
_SUBMITTED = sa.table(
    "submitted_assignment", sa.column("id"), sa.column("assignment_id"), sa.column("student_id")
)
_NOTEBOOKS = sa.table(
    "submitted_notebook",
    sa.column("id"),
    sa.column("assignment_id"),  # of the submitted assignment
    sa.column("late_submission_penalty"),
)
_GRADES = sa.table(
    "grade",
    sa.column("notebook_id"),
    sa.column("cell_id"),
    sa.column("auto_score"),
    sa.column("manual_score"),
    sa.column("extra_credit"),
    sa.column("needs_manual_grade"),
)
_COMMENTS = sa.table(
    "comment", sa.column("notebook_id"), sa.column("cell_id"), sa.column("manual_comment")
)
_CELLS = sa.table("base_cell", sa.column("id"), sa.column("name"), sa.column("notebook_id"))
_SHEETS = sa.table("notebook", sa.column("id"), sa.column("assignment_id"), sa.column("name"))
_POINTS = sa.table("grade_cells", sa.column("id"), sa.column("max_score"))
_TASKS = sa.table("task_cells", sa.column("id"), sa.column("max_score"))


class BookMark(msgspec.Struct, frozen=True):
    """What the gradebook says of one submission."""

    cells: Mapping[str, Fraction]  # by grade cell, extra credit included
    penalty: Fraction
    waits: bool  # for a human, who has yet to mark a part of it


class BookMarks(NamedTuple):
    """What the gradebook says of an assignment."""

    by_student: Mapping[str, BookMark] = {}
    most: float = 0.0  # the points of all its grade cells


class ByHand(NamedTuple):
    """What people gave for a cell of a submission."""

    points: float | None = None
    comment: str = ""
    waits: bool = False

    @property
    def said(self) -> tuple[float | None, str]:
        """The mark itself."""
        return self.points, self.comment


def read_by_hand(url: str, assignment: str) -> dict[tuple[str, str, str], ByHand]:
    """Return what people gave, by student, notebook and cell; only where a cell has a row.

    Raises GradebookError if the gradebook cannot be read.
    """
    grade, comment = _GRADES.c, _COMMENTS.c
    where = (_SUBMITTED.c.student_id, _SHEETS.c.name, _CELLS.c.name)
    own = (*_of(assignment), _CELLS.c.notebook_id == _SHEETS.c.id)
    grades = sa.select(*where, grade.manual_score, grade.needs_manual_grade).where(
        grade.notebook_id == _NOTEBOOKS.c.id, grade.cell_id == _CELLS.c.id, *own
    )
    comments = sa.select(*where, comment.manual_comment).where(
        *(comment.notebook_id == _NOTEBOOKS.c.id, comment.cell_id == _CELLS.c.id),
        *(comment.manual_comment.is_not(None), *own),
    )
    rows, texts = _read(url, grades, comments)
    told = {(student, notebook, cell): text for student, notebook, cell, text in texts}
    return {
        (student, notebook, cell): ByHand(
            points, told.get((student, notebook, cell), ""), bool(waits)
        )
        for student, notebook, cell, points, waits in rows
    }


def read_marks(url: str, assignment: str) -> BookMarks:
    """Return the marks of an assignment; none if the gradebook does not know it.

    Raises GradebookError if the gradebook cannot be read.
    """
    penalties, grades, points = _read(
        url, _penalties(assignment), _grades(assignment), _points(assignment)
    )
    return BookMarks(_together(penalties, grades), sum_of(row[0] for row in points))


def _read(url: str, *chosen: Any) -> list[Any]:
    engine = None
    try:
        engine = sa.create_engine(url)
        with engine.connect() as connection:
            return [connection.execute(one).all() for one in chosen]
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        first = str(getattr(error, "orig", None) or error).partition("\n")[0]
        raise GradebookError(f"{shown(url)}: its marks cannot be read ({first})") from None
    finally:
        if engine is not None:
            engine.dispose()


def _together(penalties: Any, grades: Any) -> dict[str, BookMark]:
    lost: dict[str, Fraction] = {}
    for student, penalty in penalties:
        lost[student] = lost.get(student, Fraction(0)) + exact(penalty or 0.0)
    cells: dict[str, dict[str, Fraction]] = {student: {} for student in lost}
    waiting = set()
    for student, name, auto, manual, extra, needs_human in grades:
        score = auto if manual is None else manual
        earned = exact(score or 0.0) + exact(extra or 0.0)
        cells[student][name] = cells[student].get(name, Fraction(0)) + earned
        if needs_human:
            waiting.add(student)
    return {s: BookMark(cells[s], penalty, s in waiting) for s, penalty in lost.items()}


def _of(assignment: str) -> tuple[Any, ...]:
    return (
        _NOTEBOOKS.c.assignment_id == _SUBMITTED.c.id,
        _SUBMITTED.c.assignment_id == _ASSIGNMENTS.c.id,
        _ASSIGNMENTS.c.name == assignment,
    )


def _penalties(assignment: str) -> Any:
    columns = _SUBMITTED.c.student_id, _NOTEBOOKS.c.late_submission_penalty
    return sa.select(*columns).where(*_of(assignment))


def _grades(assignment: str) -> Any:
    grade = _GRADES.c
    scores = grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade
    return sa.select(_SUBMITTED.c.student_id, _CELLS.c.name, *scores).where(
        grade.notebook_id == _NOTEBOOKS.c.id, grade.cell_id == _CELLS.c.id, *_of(assignment)
    )


def _points(assignment: str) -> Any:
    of = (_SHEETS.c.assignment_id == _ASSIGNMENTS.c.id, _ASSIGNMENTS.c.name == assignment)
    cells = (
        sa.select(kind.c.max_score).where(
            kind.c.id == _CELLS.c.id, _CELLS.c.notebook_id == _SHEETS.c.id, *of
        )
        for kind in (_POINTS, _TASKS)
    )
    return sa.union_all(*cells)
