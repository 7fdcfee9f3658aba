"""nbgrader's plugin for late submissions: the rule that course.yaml states."""

from __future__ import annotations

from pathlib import Path

from nbgrader.plugins import LateSubmissionPlugin

from autograder.course import find_course


class LateByCourse(LateSubmissionPlugin):  # type: ignore[misc]  # nbgrader has no types
    """Take off what `late` in course.yaml says for the assignment."""

    def late_submission_penalty(
        self,
        student_id: str,  # noqa: ARG002 - nbgrader's signature
        score: float,
        total_seconds_late: float,
    ) -> float | None:
        """Return the points to take off a score, or None for none."""
        course = find_course(Path.cwd()).course  # nbgrader converts in the course's folder
        assignment = course.assignment(self.parent.assignment_id)
        return assignment.late.penalty(score, total_seconds_late) or None
