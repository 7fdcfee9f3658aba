"""Which of the course's notebooks a submission was made from, told by nbgrader's ids in its cells.

The submission is hostile: its ids are compared, and nothing else of it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import UnreadableSubmission
from autograder.submission.cells import read_whole_cells


def other_assignment(
    folder: CourseFolder, assignment: str, files: Iterable[tuple[Path, bytes]]
) -> str | None:
    """Return the other assignment that a submission has more cells of than of its own, if any."""
    ids = {name for path, data in files for name in _ids(read_whole_cells(path, data))}
    shared = {a.name: len(ids & _source_ids(folder, a)) for a in folder.course.assignments}
    most = max(shared, key=lambda name: (shared[name], name == assignment))
    return most if shared[most] > shared[assignment] else None


def _source_ids(folder: CourseFolder, assignment: Assignment) -> set[str]:
    sources = folder.source_notebooks(assignment).values()
    return {name for source in sources for name in _ids_in(source)}


def _ids_in(source: Path) -> set[str]:
    try:
        return _ids(read_whole_cells(source, source.read_bytes()))
    except (OSError, ValueError, RecursionError, UnreadableSubmission):
        return set()  # not written yet: then nobody has cells of it


def _ids(cells: Iterable[dict[str, Any]]) -> set[str]:
    return {name for cell in cells if (name := _grade_id(cell))}


def _grade_id(cell: dict[str, Any]) -> str | None:
    """Return a cell's grade_id, whatever stands in its metadata."""
    metadata = cell.get("metadata")
    meta = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = meta.get("grade_id") if isinstance(meta, dict) else None
    return name if isinstance(name, str) else None
