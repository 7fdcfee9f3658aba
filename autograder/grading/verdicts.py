"""The verdicts on an exercise, and which of two count: with needed statements, or with more.

Pure data and rules; the plugin does the judging.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.grading.trial import Calls
from autograder.results.format import Outcome, TestResult
from autograder.student.functions import Exchange

# From best to worst for one who reads it: a wrong answer tells more than none.
_WORTH = (Outcome.PASSED, Outcome.FAILED, Outcome.CRASHED, Outcome.TIMEOUT, Outcome.MISSING)


@dataclass
class Verdicts:
    """The results of an exercise's tests, and what they called."""

    tests: list[TestResult] = field(default_factory=list)
    records: list[Exchange] = field(default_factory=list)  # of the calls that counted
    calls: list[Calls] = field(default_factory=list)
    is_whole: bool = False  # whether skipped statements that could matter were executed

    @property
    def lost_marks(self) -> bool:
        """Return whether a test took marks away; an error of ours takes none."""
        outcomes = {test.outcome for test in self.tests}
        return Outcome.ERROR not in outcomes and outcomes != {Outcome.PASSED}


def chosen(needed: Verdicts, whole: Verdicts) -> Verdicts:
    """Return the verdicts that count: the better ones, and of two alike the first.

    An error of ours in the second leaves open whether the first are too low, so it counts.
    """
    if any(test.outcome is Outcome.ERROR for test in whole.tests):
        return whole
    return whole if _rank(whole) > _rank(needed) else needed


def _rank(verdicts: Verdicts) -> tuple[float, list[int]]:
    """Return how good verdicts are: by weight that passed, then by each test's outcome."""
    earned = sum(test.weight for test in verdicts.tests if test.outcome is Outcome.PASSED)
    worst = sorted(-_WORTH.index(test.outcome) for test in verdicts.tests)
    return earned, worst
