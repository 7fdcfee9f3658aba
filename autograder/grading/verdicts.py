"""The verdicts on an exercise, and which of two counts: with the needed statements, or with more.

It holds pure data and rules; the plugin judges.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.grading.trial import Calls
from autograder.results.format import Outcome, TestResult
from autograder.student.functions import Exchange

# From best to worst for the reader: a wrong answer says more than none.
_WORTH = (Outcome.PASSED, Outcome.FAILED, Outcome.CRASHED, Outcome.TIMEOUT, Outcome.MISSING)


@dataclass
class Verdicts:
    """The results of an exercise's tests, and the calls that they made."""

    tests: list[TestResult] = field(default_factory=list)
    records: list[Exchange] = field(default_factory=list)  # the calls that counted
    calls: list[Calls] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)  # by test: how it failed
    answers: str = ""  # the fingerprint of wrong answers
    is_whole: bool = False  # whether the skipped statements that could matter were executed
    is_settled: bool = True  # whether each test without marks called nothing but stubs

    @property
    def lost_marks(self) -> bool:
        """Return whether a test lost marks; an error of ours loses none."""
        outcomes = {test.outcome for test in self.tests}
        return Outcome.ERROR not in outcomes and outcomes != {Outcome.PASSED}


def chosen(needed: Verdicts, whole: Verdicts) -> Verdicts:
    """Return the verdicts that count: the better ones, or the first ones if both are equal.

    An error of ours in the second ones leaves open whether the first ones are too low, so it
    counts.
    """
    if any(test.outcome is Outcome.ERROR for test in whole.tests):
        return whole
    return whole if _rank(whole) > _rank(needed) else needed


def _rank(verdicts: Verdicts) -> tuple[float, list[int]]:
    """Return how good verdicts are: by the weight that passed, then by each test's outcome."""
    earned = sum(test.weight for test in verdicts.tests if test.outcome is Outcome.PASSED)
    worst = sorted(-_WORTH.index(test.outcome) for test in verdicts.tests)
    return earned, worst
