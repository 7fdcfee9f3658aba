"""When an assignment is due for a student, with extensions and the late days of the term.

Late days are spent in the order of due dates, whatever is graded first. So what an assignment
spends depends on when the student handed in those that were due before.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from autograder.course.deadlines import Deadline, late_days_spent, read_submitted, with_late_days
from autograder.course.extensions import Extensions, read_extensions
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.results.store import ResultStore
from autograder.submission.files import read_timestamp


class Deadlines:
    """The due dates of a course's students."""

    def __init__(self, folder: CourseFolder, extensions: Extensions, results: Path) -> None:
        """Remember where results are; they are read only for students who are late."""
        self._folder, self._extensions = folder, extensions
        self._results = tuple(dict.fromkeys((results, folder.results())))
        dated = [one for one in folder.course.assignments if one.due is not None]
        self._in_order = sorted(dated, key=lambda one: one.due.timestamp() if one.due else 0.0)

    def of(self, student: str, assignment: Assignment, submitted_at: str | None) -> Deadline | None:
        """Return when an assignment is due for a student who handed it in at this time.

        It says how many late days that costs. None if the assignment has no due date.
        """
        deadline = self._plain(student, assignment)
        days = self._folder.course.late_days
        moment = self._moment(submitted_at)
        if deadline is None or not days or moment is None or moment <= deadline.due:
            return deadline
        left = days
        for earlier in self._in_order:
            if earlier.name == assignment.name:
                break
            left -= self._spent(student, earlier, left) if left else 0
        return with_late_days(deadline, assignment.late, moment, left)

    def _plain(self, student: str, assignment: Assignment) -> Deadline | None:
        return self._extensions.deadline(student, assignment.name, assignment.due)

    def _spent(self, student: str, assignment: Assignment, left: int) -> int:
        deadline = self._plain(student, assignment)
        moment = self._moment(self._submitted_at(student, assignment.name))
        if deadline is None or moment is None:
            return 0
        return late_days_spent(deadline, assignment.late, moment, left)

    def _submitted_at(self, student: str, assignment: str) -> str | None:
        """Return when something was handed in, as its result says, or else the file itself."""
        for place in self._results:
            brief = ResultStore(place, assignment).brief(student)
            if brief is not None:
                return brief.submission.submitted_at
        return read_timestamp(self._folder.submitted() / student / assignment)

    def _moment(self, text: str | None) -> dt.datetime | None:
        return None if text is None else read_submitted(text, self._folder.course.zone)


def read_deadlines(folder: CourseFolder, results: Path | None = None) -> Deadlines:
    """Read the extensions of a course; `results` is the course's own folder by default."""
    names = [one.name for one in folder.course.assignments]
    extensions = read_extensions(folder.root, names, folder.course.zone)
    return Deadlines(folder, extensions, results or folder.results())
