"""What an instructor should know about a class besides its marks: equal files, missing students."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from autograder.course.roster import students_of_course
from autograder.results.brief import Row


def same_files(rows: Iterable[Row]) -> list[list[str]]:
    """Return the students whose files are equal byte for byte, as a list for each such file.

    A file without any answer equals the handed-out one and does not count. What a team handed in
    is one file.
    """
    by_digest: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.sha256 and not row.is_empty:
            by_digest.setdefault(row.sha256, {}).setdefault(row.path, row.student)
    return sorted(sorted(names.values()) for names in by_digest.values() if len(names) > 1)


def missing_students(root: Path, rows: Iterable[Row]) -> list[str]:
    """Return who is in the course's roster but has no result; empty without a roster."""
    there = {row.student for row in rows}
    return [one.id for one in students_of_course(root) if one.id not in there]
