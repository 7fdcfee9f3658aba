"""Give the cells of an otter notebook the names that nbgrader's gradebook needs.

The cell with `grader.check("q1")` becomes the check of exercise q1, and the last code cell before
it becomes the answer cell, which takes the comment. The notebook may be a student's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from autograder.adopted.align import CHECK
from autograder.course.cells import grade_ids, text_of
from autograder.course.exercises import Exercise, GradeCell

Cell = dict[str, Any]


def named_cells(cells: Iterable[Cell], exercises: Collection[Exercise]) -> list[Cell]:
    """Return cells with nbgrader's metadata for the exercises, and no other metadata."""
    points = {exercise.name: exercise.points for exercise in exercises}
    named = [{**cell, "metadata": {}} for cell in cells]
    answer: Cell | None = None
    for cell in named:
        if cell.get("cell_type") != "code":
            continue
        name = next((n for n in CHECK.findall(text_of(cell)) if n in points), "")
        if name:
            cell["metadata"] = _meta(name, grade=True, locked=True, points=points[name])
            if answer is not None:
                answer["metadata"] = _meta(_answer_to(name), solution=True)
        answer = None if name else cell
    return named


def grade_cells(release: Mapping[str, Any], exercises: Iterable[Exercise]) -> tuple[GradeCell, ...]:
    """Return the cells that earn points, by a release whose cells are named."""
    there = grade_ids(release["cells"])
    return tuple(
        GradeCell(
            one.name,
            one.points,
            is_exercise=True,
            comment_cell=_answer_to(one.name) if _answer_to(one.name) in there else None,
        )
        for one in exercises
    )


def _answer_to(name: str) -> str:
    return f"{name}-answer"


def _meta(name: str, **told: Any) -> dict[str, Any]:
    flags = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {"schema_version": 3, "grade_id": name, **flags, **told}}
