"""What nbgrader, and an author's tags, say of a cell. It is read here, and nowhere else.

The cell may be a student's: whatever stands in its metadata, what is returned has its type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

STAND_IN, TARGET = "stand-in", "target"  # tags

OWN = "autograder"  # our own entry in a notebook's metadata: the language of its text


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


def is_stand_in(cell: object) -> bool:
    """Whether an author says that this cell helps on whoever has not written an exercise."""
    return STAND_IN in _tags_of(cell)


def is_target(cell: object) -> bool:
    """Whether an author says that students get a picture of what this cell draws."""
    return TARGET in _tags_of(cell)


def _tags_of(cell: object) -> list[object]:
    metadata = cell.get("metadata") if isinstance(cell, Mapping) else None
    tags = metadata.get("tags") if isinstance(metadata, Mapping) else None
    return list(tags) if isinstance(tags, list | tuple) else []


def name_of(cell: object) -> str:
    """Return the name that nbgrader has for a cell, else the id that Jupyter has, else ""."""
    own = cell.get("id") if isinstance(cell, Mapping) else None
    return grade_id_of(cell) or (own if isinstance(own, str) else "")
