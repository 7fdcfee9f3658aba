"""Signs that a hidden test is wrong, told as soon as a class is graded.

A test that rejects right answers looks like a test that is hard: only the whole class shows the
difference. Counting needs no statistics, so `autograder grade` can do it after each run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.results.format import ExerciseResult, Outcome, SubmissionOutcome, SubmissionResult
from autograder.text import printable

LEAST = 10  # graded submissions, and answers to an exercise: of fewer, nothing is said
_MOST_FAIL = 2 / 3  # of those who answered
_NEARLY_ALL = 7 / 8
_OF_THE_BEST = 4 / 5  # of those who pass every other test, fail this one
_LEAST_ALONE = 5


@dataclass
class Tally:
    """How a hidden test went in a class."""

    exercise: str
    id: str
    title: str
    answered: int = 0
    passed: int = 0
    alone: int = 0  # failed only this one, of several tests of the exercise

    complete: int = 0  # passed this one, and all others of several

    @property
    def failed(self) -> int:
        """How many answered and did not pass."""
        return self.answered - self.passed

    @property
    def is_never_passed(self) -> bool:
        """Whether many tried and nobody passed."""
        return self.answered >= LEAST and not self.passed

    @property
    def is_suspect(self) -> bool:
        """Whether it fails most students, and above all those who have everything else right.

        A hard test that is right is passed more often by those who pass all the others.
        """
        if self.answered < LEAST or self.failed < _MOST_FAIL * self.answered:
            return False
        if self.alone < _LEAST_ALONE:
            return False
        best, rest = self.alone + self.complete, self.answered - self.alone - self.complete
        are_best_worse = self.complete * rest <= (self.passed - self.complete) * best
        is_strange = are_best_worse or self.failed >= _NEARLY_ALL * self.answered
        return self.alone >= _OF_THE_BEST * best and is_strange


def tallies(results: Iterable[SubmissionResult]) -> list[Tally]:
    """Count how each hidden test went, in the order of the course."""
    found: dict[tuple[str, str], Tally] = {}
    for result in results:
        if result.outcome is SubmissionOutcome.GRADED:
            for exercise in result.exercises:
                _count(exercise, found)
    return list(found.values())


def _count(exercise: ExerciseResult, found: dict[tuple[str, str], Tally]) -> None:
    not_passed = sum(test.outcome is not Outcome.PASSED for test in exercise.tests)
    for test in exercise.tests:
        tally = found.get((exercise.name, test.id))
        if tally is None:
            tally = found[exercise.name, test.id] = Tally(exercise.name, test.id, test.title)
        if test.outcome is Outcome.PASSED:
            tally.answered += 1
            tally.passed += 1
            tally.complete += not not_passed and len(exercise.tests) > 1
        elif test.outcome not in {Outcome.MISSING, Outcome.ERROR}:
            tally.answered += 1
            tally.alone += not_passed == 1 and len(exercise.tests) > 1


def alarms(every: Sequence[Tally]) -> list[str]:
    """Return a sentence for each sign that the class is not to blame."""
    told = []
    for exercise in dict.fromkeys(tally.exercise for tally in every):
        own = [tally for tally in every if tally.exercise == exercise]
        tried = max(tally.answered for tally in own)
        if len(own) > 1 and all(tally.is_never_passed for tally in own):
            told.append(
                f"nobody passed any hidden test of {printable(exercise)}, and {tried} answered it: "
                "look whether the tests are right"
            )
            continue
        told += [sentence for tally in own if (sentence := _of_one(tally))]
    return told


def _of_one(tally: Tally) -> str:
    which = f"“{printable(tally.title)}” ({printable(tally.exercise)}, {printable(tally.id)})"
    if tally.is_never_passed:
        return f"nobody of {tally.answered} passed {which}: look whether the test is right"
    if tally.is_suspect:
        return (
            f"{tally.failed} of {tally.answered} failed {which}, among them {tally.alone} of the "
            f"{tally.alone + tally.complete} who passed every other test of the exercise: look "
            "whether the test is right"
        )
    return ""
