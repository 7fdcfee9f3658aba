"""What nbgrader says of a cell, in the cell's metadata. It is read here, and nowhere else.

The cell may be a student's: whatever stands in its metadata, what is returned has its type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def meta_of(cell: object) -> Mapping[str, Any]:
    """Return what nbgrader says of a cell, nothing where it says nothing."""
    for key in ("metadata", "nbgrader"):
        cell = cell.get(key) if isinstance(cell, Mapping) else None
    return cell if isinstance(cell, Mapping) else {}


def grade_id_of(cell: object) -> str:
    """Return the name that nbgrader has for a cell, "" where it has none."""
    name = meta_of(cell).get("grade_id")
    return name if isinstance(name, str) else ""


def grade_ids(cells: Iterable[object]) -> frozenset[str]:
    """Return the names that nbgrader has for cells."""
    return frozenset(filter(None, map(grade_id_of, cells)))


def is_solution(cell: object) -> bool:
    """Whether students write in this cell."""
    return bool(meta_of(cell).get("solution"))


def is_graded(cell: object) -> bool:
    """Whether this cell earns points."""
    return bool(meta_of(cell).get("grade"))


def is_task(cell: object) -> bool:
    """Whether students are free in what they do here, for marks by hand."""
    return bool(meta_of(cell).get("task"))


def is_check(cell: object) -> bool:
    """Whether this is the autograded cell of an exercise, with its visible checks."""
    return is_graded(cell) and not is_solution(cell)


def has_points(cell: object) -> bool:
    """Whether marks are given for this cell, by tests or by hand."""
    return is_graded(cell) or is_task(cell)
