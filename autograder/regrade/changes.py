"""What a regrade changes: whose mark, by how much, in which exercise and test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

import msgspec

from autograder.results.format import ExerciseResult, SubmissionOutcome, SubmissionResult
from autograder.results.points import exact

T = TypeVar("T")


class TestChange(msgspec.Struct, frozen=True):
    """A hidden test with another outcome than before; None where there was no such test."""

    __test__ = False  # pytest: not a test class

    id: str
    before: str | None
    after: str | None


class ExerciseChange(msgspec.Struct, frozen=True):
    """An exercise with other points or other outcomes than before; None where it was not there."""

    name: str
    before: float | None
    after: float | None
    tests: list[TestChange]

    @property
    def difference(self) -> Fraction:
        """The points that it gains."""
        return exact(self.after or 0.0) - exact(self.before or 0.0)


class Change(msgspec.Struct, frozen=True):
    """What a regrade changes for one student; `before` is None without an earlier result."""

    student: str
    before: float | None  # points that count, after lateness
    after: float
    max_before: float | None
    max_after: float
    outcome_before: str | None
    outcome_after: str
    penalty_before: float | None  # of lateness
    penalty_after: float
    exercises: list[ExerciseChange]

    @property
    def difference(self) -> Fraction:
        """The points that the student gains; 0 without an earlier result."""
        return Fraction(0) if self.before is None else exact(self.after) - exact(self.before)

    @property
    def is_marked_anew(self) -> bool:
        """Whether the student is new, or the points of the whole or of an exercise differ."""
        points = (self.before, self.max_before, self.outcome_before)
        is_other = points != (self.after, self.max_after, self.outcome_after)
        return is_other or any(one.before != one.after for one in self.exercises)


class Totals(msgspec.Struct, frozen=True):
    """A class before and after; the means are of those who had a result before."""

    up: int
    down: int
    unchanged: int
    new: int
    mean_before: float | None
    mean_after: float | None


class Preview(msgspec.Struct, frozen=True):
    """What a regrade would change, the largest change first."""

    assignment: str
    totals: Totals
    changes: list[Change]


def change_of(before: SubmissionResult | None, after: SubmissionResult) -> Change | None:
    """Return what differs between two results of a student; None if marks and verdicts are equal.

    Texts, durations and how the results came about do not count. An earlier result that was an
    error of ours is no mark, so it counts as none.
    """
    if before is not None and before.outcome is SubmissionOutcome.ERROR:
        before = None
    change = Change(
        after.student,
        before.counts if before else None,
        after.counts,
        before.max_score if before else None,
        after.max_score,
        before.outcome if before else None,
        after.outcome,
        before.late_penalty if before else None,
        after.late_penalty,
        _exercises(before.exercises if before else [], after.exercises),
    )
    return change if change.is_marked_anew or change.exercises else None


def _exercises(
    before: Sequence[ExerciseResult], after: Sequence[ExerciseResult]
) -> list[ExerciseChange]:
    found = []
    for name, (old, new) in _paired({e.name: e for e in before}, {e.name: e for e in after}):
        tests = _paired(_outcomes(old), _outcomes(new))
        changed = [TestChange(key, b, a) for key, (b, a) in tests if b != a]
        score_before, score_after = (one.score if one else None for one in (old, new))
        if score_before != score_after or changed:
            found.append(ExerciseChange(name, score_before, score_after, changed))
    return found


def _outcomes(exercise: ExerciseResult | None) -> dict[str, str]:
    return {test.id: test.outcome for test in exercise.tests} if exercise else {}


def _paired(
    before: Mapping[str, T], after: Mapping[str, T]
) -> Iterable[tuple[str, tuple[T | None, T | None]]]:
    return ((key, (before.get(key), after.get(key))) for key in dict.fromkeys([*after, *before]))


def preview_of(
    assignment: str, pairs: Iterable[tuple[SubmissionResult | None, SubmissionResult]]
) -> Preview:
    """Compare each student's earlier result with the new one."""
    changes, marks, new = [], [], 0
    for before, after in pairs:
        change = change_of(before, after)
        if change is not None:
            changes.append(change)
        if before is None or before.outcome is SubmissionOutcome.ERROR:
            new += 1
        else:
            marks.append((exact(before.counts), exact(after.counts)))
    up = sum(old < now for old, now in marks)
    down = sum(old > now for old, now in marks)
    means = [_mean([pair[i] for pair in marks]) for i in (0, 1)]
    totals = Totals(up, down, len(marks) - up - down, new, *means)
    changes.sort(key=lambda one: (-abs(one.difference), one.student))
    return Preview(assignment, totals, changes)


def _mean(marks: Sequence[Fraction]) -> float | None:
    return float(sum(marks, Fraction(0)) / len(marks)) if marks else None
