"""What the gradebook must know of an assignment's cells, read from its source notebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import CourseError


class GradeCell(msgspec.Struct, frozen=True):
    """A cell that earns points."""

    name: str
    points: float
    is_exercise: bool  # graded by hidden tests; else by a human
    comment_cell: str | None  # the solution cell that its comment is shown at


def read_grade_cells(source: Path) -> tuple[GradeCell, ...]:
    """Return the cells of a source notebook that earn points, in order.

    The comment of an exercise is shown at the last solution cell before its check.
    Raises CourseError if the file is no notebook.
    """
    try:
        cells = msgspec.json.decode(source.read_bytes())["cells"]
        return tuple(_grade_cells(cells))
    except (OSError, msgspec.DecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise CourseError(f"{source}: not a notebook of format 4: {error}") from None


def _grade_cells(cells: list[dict[str, Any]]) -> Iterator[GradeCell]:
    last_solution = None
    for cell in cells:
        meta = cell.get("metadata", {}).get("nbgrader", {})
        is_solution = bool(meta.get("solution") or meta.get("task"))
        if is_solution:
            last_solution = meta["grade_id"]
        if meta.get("grade") or meta.get("task"):
            is_exercise = not is_solution and cell["cell_type"] == "code"
            yield GradeCell(meta["grade_id"], float(meta["points"]), is_exercise, last_solution)
