"""What an instructor should know about a class besides its marks: equal files, missing students."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.course.roster import ROSTER_FILE, read_roster
from autograder.errors import RequestError
from autograder.results.format import Outcome, SubmissionResult


def same_files(results: Iterable[SubmissionResult]) -> list[list[str]]:
    """Return the students whose files are equal byte for byte, as a list for each such file.

    A file without any answer equals the handed-out one and does not count.
    """
    by_digest: dict[str, list[str]] = {}
    for result in results:
        is_empty = all(e.outcome is Outcome.MISSING for e in result.exercises)
        if result.submission.sha256 and not is_empty:
            by_digest.setdefault(result.submission.sha256, []).append(result.student)
    return sorted(sorted(names) for names in by_digest.values() if len(names) > 1)


def missing_students(root: Path, results: Sequence[SubmissionResult]) -> list[str]:
    """Return who is in the course's roster but has no result; empty without a roster."""
    path = root / ROSTER_FILE
    if not path.is_file():
        return []
    there = {result.student for result in results}
    try:
        students = read_roster(path).students
    except RequestError:  # `collect` reports what is wrong; marks need no roster
        return []
    return [student.id for student in students if student.id not in there]
