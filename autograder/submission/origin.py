"""Find the course's assignment from which a notebook was made, by nbgrader's ids in its cells.

The submission is hostile: its ids are compared, and nothing else in it is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from autograder.course.cells import grade_ids
from autograder.course.exercises import read_all_exercises
from autograder.course.folder import CourseFolder
from autograder.course.printed import read_printed
from autograder.course.settings import Assignment
from autograder.errors import CourseError, UnreadableSubmission
from autograder.submission.cells import decode_notebook, read_whole_cells


class Origin:
    """Knows the ids of every assignment of a course."""

    def __init__(self, folder: CourseFolder) -> None:
        """Read the ids; raises CourseError for a notebook that cannot be read."""
        self._ids = {a.name: _ids_of(folder, a) for a in folder.course.assignments}

    def other_than(self, assignment: str, ids: Iterable[str]) -> str | None:
        """Return the assignment, other than this one, to which more of the ids belong, if any."""
        known = frozenset(ids)
        shared = {name: len(known & own) for name, own in self._ids.items()}
        most = max(shared, key=lambda name: (shared[name], name == assignment))
        return most if most != assignment else None

    def has_any_of(self, assignment: str, ids: Iterable[str]) -> bool:
        """Return whether one of the ids belongs to this assignment."""
        return not self._ids[assignment].isdisjoint(ids)


def is_named(folder: CourseFolder, assignment: Assignment, code: Iterable[str]) -> bool:
    """Return whether an exercise's name is in the code, or the check of one that a cell prints.

    Some editors drop ids, and answers may be copied into another notebook.
    """
    every = read_all_exercises(folder, assignment).values()
    signs = [rf"\b{re.escape(exercise.name)}\b" for own in every for exercise in own]
    sources = folder.source_notebooks(assignment).values()
    signs += [re.escape(p.check) for path in sources for p in read_printed(path) if p.check]
    pattern = re.compile("|".join(signs or ["(?!)"]))
    return any(pattern.search(text) for text in code)


def ids_in_file(path: Path, data: bytes, member: str | None = None) -> frozenset[str]:
    """Return the ids in the cells of a file that `read_submission` accepts."""
    return grade_ids(read_whole_cells(path, data, member))


def ids_in_notebook(data: bytes) -> frozenset[str]:
    """Return the ids in a notebook's cells; none if it is not a notebook."""
    try:
        return grade_ids(decode_notebook("", data).cells)
    except UnreadableSubmission:
        return frozenset()


def _ids_of(folder: CourseFolder, assignment: Assignment) -> frozenset[str]:
    sources, releases = folder.source_notebooks(assignment), folder.release_notebooks(assignment)
    pairs = ((sources[notebook], releases[notebook]) for notebook in assignment.notebooks)
    return frozenset[str]().union(*map(_ids_in_first, pairs))


def _ids_in_first(paths: Iterable[Path]) -> frozenset[str]:
    """Return the ids of the first existing notebook: some may not be written yet."""
    for path in paths:
        try:
            return ids_in_notebook(path.read_bytes())
        except FileNotFoundError:
            continue
        except OSError as error:
            raise CourseError(f"{path}: cannot be read: {error.strerror}") from None
    return frozenset()
