"""What nbgrader, and an author's tags, say about a cell. It is read here, and nowhere else.

The cell may be a student's. So every function here returns a value of its declared type, whatever
the metadata contains.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

STAND_IN, TARGET = "stand-in", "target"  # tags

OWN = "autograder"  # our own entry in a notebook's metadata, for the language of its text


def meta_of(cell: object) -> Mapping[str, Any]:
    """Return nbgrader's metadata of a cell; empty if there is none."""
    for key in ("metadata", "nbgrader"):
        cell = cell.get(key) if isinstance(cell, Mapping) else None
    return cell if isinstance(cell, Mapping) else {}


def grade_id_of(cell: object) -> str:
    """Return nbgrader's name for a cell; "" if there is none."""
    name = meta_of(cell).get("grade_id")
    return name if isinstance(name, str) else ""


def grade_ids(cells: Iterable[object]) -> frozenset[str]:
    """Return nbgrader's names for cells."""
    return frozenset(filter(None, map(grade_id_of, cells)))


def is_solution(cell: object) -> bool:
    """Return whether students write in this cell."""
    return bool(meta_of(cell).get("solution"))


def is_graded(cell: object) -> bool:
    """Return whether this cell earns points."""
    return bool(meta_of(cell).get("grade"))


def is_task(cell: object) -> bool:
    """Return whether this is a task cell: free work that a human marks."""
    return bool(meta_of(cell).get("task"))


def is_check(cell: object) -> bool:
    """Return whether this is the autograded cell of an exercise, with its visible checks."""
    return is_graded(cell) and not is_solution(cell)


def has_points(cell: object) -> bool:
    """Return whether marks are given for this cell, by tests or by hand."""
    return is_graded(cell) or is_task(cell)


def is_stand_in(cell: object) -> bool:
    """Return whether an author marked this cell as the stand-in for an unwritten exercise."""
    return STAND_IN in _tags_of(cell)


def is_target(cell: object) -> bool:
    """Return whether an author wants students to get a picture of what this cell draws."""
    return TARGET in _tags_of(cell)


def _tags_of(cell: object) -> list[object]:
    metadata = cell.get("metadata") if isinstance(cell, Mapping) else None
    tags = metadata.get("tags") if isinstance(metadata, Mapping) else None
    return list(tags) if isinstance(tags, list | tuple) else []


def name_of(cell: object) -> str:
    """Return nbgrader's name for a cell, else Jupyter's id, else ""."""
    own = cell.get("id") if isinstance(cell, Mapping) else None
    return grade_id_of(cell) or (own if isinstance(own, str) else "")


def text_of(cell: Mapping[str, Any]) -> str:
    """Return the text of a cell of any format, "" where it has none."""
    text = cell.get("source", cell.get("input", ""))
    if isinstance(text, list):
        text = "".join(line for line in text if isinstance(line, str))
    return text if isinstance(text, str) else ""
