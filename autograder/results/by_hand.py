"""The marks that people give, as part of a result.

The points of tests are a function of the submission and the graders. These marks are given by
people, so they stay with a submission whenever it is graded again.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from autograder.results.brief import Brief
from autograder.results.format import HandMark, SubmissionOutcome, SubmissionResult
from autograder.results.points import exact, sum_of
from autograder.results.scoring import exact_score, total


def earned(result: SubmissionResult) -> Fraction:
    """Return the exact number of points earned, those that people gave included."""
    return exact_score(result.exercises) + _given(result.by_hand)


def with_hand_marks(result: SubmissionResult, marks: Sequence[HandMark]) -> SubmissionResult:
    """Return a result with these marks in place of others; lateness is to be calculated anew.

    What could not be graded has no marks.
    """
    marks = list(marks) if result.outcome is SubmissionOutcome.GRADED else []
    if marks == result.by_hand:
        return result
    score, most = total(result.exercises)
    score = float(exact_score(result.exercises) + _given(marks))
    return msgspec.structs.replace(
        result,
        by_hand=marks,
        score=score,
        max_score=sum_of([most, *(mark.max_score for mark in marks)]),
        final_score=float(exact(score) - exact(result.late_penalty)),
    )


def kept_marks(
    result: SubmissionResult, before: SubmissionResult | Brief | None
) -> SubmissionResult:
    """Return a result with the marks that people gave for the same submission before."""
    is_same = before is not None and before.submission.sha256 == result.submission.sha256
    if before is None or not is_same or not before.by_hand:
        return result
    return with_hand_marks(result, before.by_hand)


def is_waiting(result: SubmissionResult | Brief) -> bool:
    """Return whether somebody has yet to mark a part of it."""
    return any(mark.score is None for mark in result.by_hand)


def _given(marks: Sequence[HandMark]) -> Fraction:
    return sum((exact(mark.score or 0.0) for mark in marks), Fraction(0))
