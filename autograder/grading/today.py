"""What due dates, extensions and languages mean today for results that are stored.

Nothing is judged again.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import msgspec

from autograder.course.deadlines import Deadline, lateness
from autograder.course.folder import CourseFolder
from autograder.course.readers import Readers, read_readers
from autograder.course.settings import Assignment
from autograder.grading.due import Deadlines, read_deadlines
from autograder.languages import Catalogue
from autograder.results.brief import Brief
from autograder.results.by_hand import earned
from autograder.results.format import SubmissionResult
from autograder.results.languages import settled
from autograder.results.points import exact
from autograder.results.store import ResultStore

_ROUNDING = 1e-9  # points: a stored score is the nearest float to a fraction


def refresh(folder: CourseFolder, assignment: Assignment, store: ResultStore) -> None:
    """Update stored results to the present due dates, extensions and languages."""
    now = today(folder, assignment, store.folder.parent)
    for _, result in store.every():
        if result is not None and result.assignment == assignment.name:
            current = now.of(result, result.submission.submitted_at)
            if current != result:
                store.save(current)


class Today(NamedTuple):
    """What the course says today about results that are not judged again."""

    assignment: Assignment
    deadlines: Deadlines
    readers: Readers
    catalogues: Callable[[], list[Catalogue]]  # read once they are needed: that takes a while

    def of(self, result: SubmissionResult, submitted_at: str | None) -> SubmissionResult:
        """Return a result with its present lateness, in the languages of the course."""
        deadline = self._deadline(result, submitted_at)
        current = _with_lateness(result, submitted_at, deadline, self.assignment)
        return settled(
            msgspec.structs.replace(current, language=self._language(result)), self.catalogues()
        )

    def late(self, result: SubmissionResult) -> SubmissionResult:
        """Return a result with its present lateness, in the languages that it was written in."""
        at = result.submission.submitted_at
        return _with_lateness(result, at, self._deadline(result, at), self.assignment)

    def stands(self, brief: Brief) -> bool:
        """Return whether the points of a stored result are those of the present due dates."""
        at, deadline = (
            brief.submission.submitted_at,
            self._deadline(brief, brief.submission.submitted_at),
        )
        late = lateness(at, deadline, self.assignment.late, exact(brief.score))
        is_same = abs(float(late.penalty) - brief.late_penalty) < _ROUNDING
        due = deadline.due.isoformat() if deadline else None
        return is_same and late.note == brief.lateness and due == brief.due

    def penalty(self, brief: Brief, score: Fraction) -> Fraction:
        """Return what lateness costs of a score, which may contain a human's marks."""
        at = brief.submission.submitted_at
        return lateness(at, self._deadline(brief, at), self.assignment.late, score).penalty

    def leaves(self, brief: Brief, submitted_at: str | None) -> bool:
        """Return whether a stored result is up to date, if its graders have not changed.

        Translations of the course are part of what may not have changed. A submission that was in
        time, by the same times, still is. The answer for a late one is always False.
        """
        deadline = self._deadline(brief, submitted_at)
        was_told = brief.submission.submitted_at, brief.due, brief.language
        is_told = submitted_at, deadline and deadline.due.isoformat(), self._language(brief)
        is_free = not brief.lateness and not brief.late_penalty
        return was_told == is_told and is_free and brief.final_score == brief.score

    def _deadline(
        self, result: SubmissionResult | Brief, submitted_at: str | None
    ) -> Deadline | None:
        return self.deadlines.of(result.student, self.assignment, submitted_at)

    def _language(self, result: SubmissionResult | Brief) -> str:
        return self.readers.language(result.student, result.submission.language)


def today(folder: CourseFolder, assignment: Assignment, results: Path | None = None) -> Today:
    """Read the extensions and the students' languages."""
    deadlines = read_deadlines(folder, results)
    return Today(assignment, deadlines, read_readers(folder), folder.catalogues)


def _with_lateness(
    result: SubmissionResult,
    submitted_at: str | None,
    deadline: Deadline | None,
    assignment: Assignment,
) -> SubmissionResult:
    """Return a result with its present lateness; no submission is judged again."""
    is_dated = deadline is not None and submitted_at is not None
    score = earned(result) if is_dated else exact(result.score)
    late = lateness(submitted_at, deadline, assignment.late, score)
    notes = [note for note in result.notes if note != result.lateness]
    return msgspec.structs.replace(
        result,
        submission=msgspec.structs.replace(result.submission, submitted_at=submitted_at),
        notes=[*notes, late.note] if late.note else notes,
        late_penalty=float(late.penalty),
        final_score=float(score - late.penalty) if late.penalty else result.score,
        due=deadline.due.isoformat() if deadline else None,
        lateness=late.note,
        late_days=deadline.late_days if deadline else 0,
    )
