"""From the verdicts of hidden tests to points."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from autograder.results.format import ExerciseResult, Outcome, TestResult
from autograder.results.points import exact, sum_of

_SEVERITY = list(Outcome)


def judge_exercise(name: str, points: float, tests: list[TestResult]) -> ExerciseResult:
    """Return an exercise's result: its points in proportion to the weight that passed.

    Only tests that count are added. The outcome is the worst of the tests' outcomes, but
    `missing` only if no test found anything to judge. An exercise without tests is an error of
    ours.
    """
    total = sum(test.weight for test in tests)
    outcomes = {test.outcome for test in tests}
    if not total:
        outcome = Outcome.ERROR
    elif outcomes <= {Outcome.PASSED, Outcome.MISSING} and Outcome.MISSING in outcomes:
        outcome = Outcome.MISSING if outcomes == {Outcome.MISSING} else Outcome.FAILED
    else:
        outcome = max(outcomes, key=_SEVERITY.index)
    return ExerciseResult(name, float(_earned(points, tests)), points, outcome, tests=tests)


def _earned(points: float, tests: Iterable[TestResult]) -> Fraction:
    tests = list(tests)
    counting = passed_tests(tests) if has_right_value(tests) else []
    every, earned = (sum(exact(test.weight) for test in some) for some in (tests, counting))
    return exact(points) * earned / every if every else Fraction(0)


def exact_score(exercises: Iterable[ExerciseResult]) -> Fraction:
    """Return the exact number of points earned; they are rounded when they are shown.

    An exercise's `score` is the nearest float to a fraction; its tests determine that fraction.
    """
    scores = ((exact(e.score), _earned(e.max_score, e.tests)) for e in exercises)
    return sum(
        (earned if float(earned) == float(said) else said for said, earned in scores), Fraction(0)
    )


def passed_tests(tests: Iterable[TestResult]) -> list[TestResult]:
    """Return the tests that passed, whether or not they count."""
    return [test for test in tests if test.outcome is Outcome.PASSED]


def has_right_value(tests: Iterable[TestResult]) -> bool:
    """Return whether a test passed that needs no other: then its companions count too."""
    return any(not test.needs_value for test in passed_tests(tests))


def total(exercises: Iterable[ExerciseResult]) -> tuple[float, float]:
    """Return the points earned, and the points possible without a bonus."""
    exercises = list(exercises)
    return float(exact_score(exercises)), sum_of(e.max_score for e in exercises if not e.is_bonus)
