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
_CELLS = sa.table("base_cell", sa.column("id"), sa.column("name"), sa.column("notebook_id"))
_SHEETS = sa.table("notebook", sa.column("id"), sa.column("assignment_id"))
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


def read_marks(url: str, assignment: str) -> BookMarks:
    """Return the marks of an assignment; none if the gradebook does not know it.

    Raises GradebookError if the gradebook cannot be read.
    """
    engine = None
    try:
        engine = sa.create_engine(url)
        with engine.connect() as connection:
            penalties = connection.execute(_penalties(assignment)).all()
            grades = connection.execute(_grades(assignment)).all()
            points = connection.execute(_points(assignment)).scalars().all()
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        first = str(getattr(error, "orig", None) or error).partition("\n")[0]
        raise GradebookError(f"{shown(url)}: its marks cannot be read ({first})") from None
    finally:
        if engine is not None:
            engine.dispose()
    return BookMarks(_together(penalties, grades), sum_of(points))


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
