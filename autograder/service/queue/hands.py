"""Who does the grading: grader processes of this machine, or the workers of a cluster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from autograder.grading.pool import grade_one, graders
from autograder.grading.protocol import Job, Spec
from autograder.results.format import SubmissionResult


class Hands(Protocol):
    """Grades one submission after another; several threads may use it."""

    jobs: int  # how many it can grade at a time

    def grade(self, spec: Spec, job: Job, timeout_s: float) -> SubmissionResult:
        """Return a result.

        Raises EngineError if the submission was tried twice in vain, and another AutograderError
        if nobody can be graded now.
        """

    def prepare(self, spec: Spec, count: int) -> None:
        """Make ready for so many submissions at a time; raises AutograderError."""

    def keep(self, most: Mapping[Spec, int]) -> None:
        """Give up what waits for work, until there is at most so much of each kind."""

    def close(self) -> None:
        """Give up everything; nothing is graded any more."""


class GraderProcesses:
    """Grader processes of this machine."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def grade(self, spec: Spec, job: Job, timeout_s: float) -> SubmissionResult:
        """Grade in an idle process, or in a new one."""
        return grade_one(spec, job, timeout_s)

    def prepare(self, spec: Spec, count: int) -> None:
        """Start so many processes."""
        graders.start(spec, count)

    def keep(self, most: Mapping[Spec, int]) -> None:
        """End idle processes."""
        graders.keep(most)

    def close(self) -> None:
        """End all idle processes."""
        graders.close()
