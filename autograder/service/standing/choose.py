"""Which of a student's attempts counts, by the rule of the assignment."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from autograder.course.settings import Counts
from autograder.results.format import SubmissionResult


class Graded(msgspec.Struct, frozen=True):
    """A graded attempt that may count, with its result after lateness."""

    attempt_id: int
    owner: str  # who handed it in
    number: int
    result: SubmissionResult


def counting(graded: Sequence[Graded], rule: Counts) -> Graded | None:
    """Return the attempt that counts; of equally good ones, the last."""
    if rule is Counts.BEST:
        return max(graded, key=lambda one: (one.result.counts, one.number), default=None)
    return max(graded, key=lambda one: one.number, default=None)
