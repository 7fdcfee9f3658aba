"""Which hidden tests each known mistake and each mutant fails, and what one mistake costs.

It is a pure function of what was handed in and of its results.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from autograder.audit.submissions import Case, Kind
from autograder.results.format import ExerciseResult, Outcome, SubmissionResult, TestResult


class Caught(msgspec.Struct, frozen=True):
    """A known mistake, or a mutant, with the tests of its exercise that it fails."""

    kind: Kind
    exercise: str
    name: str  # the known mistake's name
    before: str  # the mutant's lines before the change
    after: str
    tests: list[str]
    is_all: bool  # whether these are all tests of the exercise


class AtOnce(msgspec.Struct, frozen=True):
    """How often one mistake costs all tests of an exercise, and so all its points."""

    exercise: str
    tests: int
    mistakes: list[str]  # the names of known mistakes that do
    of_mistakes: int
    mutants: int  # how many do
    of_mutants: int


def lost_tests(case: Case, result: SubmissionResult) -> list[TestResult]:
    """Return the tests that catch a mistake: of its exercise, or else of any that may catch it."""
    own = [one for one in result.exercises if one.name == case.exercise]
    others = result.exercises if case.is_anybodys else []
    return lost_of(own) or lost_of(others)


def lost_of(exercises: Iterable[ExerciseResult]) -> list[TestResult]:
    """Return the tests that do not pass; all of an exercise whose last statement takes points."""
    lost = []
    for exercise in exercises:
        failed = [test for test in exercise.tests if test.outcome is not Outcome.PASSED]
        lost += failed if failed or exercise.score == exercise.max_score else exercise.tests
    return lost


def make_caught(judged: Iterable[tuple[Case, SubmissionResult]]) -> list[Caught]:
    """Return the known mistakes and mutants that fail some test, in their order."""
    kinds = {Kind.MISCONCEPTION, Kind.MUTANT}
    every = [_caught(case, result) for case, result in judged if case.kind in kinds]
    return [one for one in every if one.tests]


def _caught(case: Case, result: SubmissionResult) -> Caught:
    failed = [test.id for test in lost_tests(case, result)]
    before, after = (case.mutant.before, case.mutant.after) if case.mutant else ("", "")
    own = [test.id for one in result.exercises if one.name == case.exercise for test in one.tests]
    return Caught(case.kind, case.exercise, case.name, before, after, failed, failed == own)


def make_at_once(exercises: Iterable[ExerciseResult], caught: Sequence[Caught]) -> list[AtOnce]:
    """Return the exercises with several tests in which one mistake costs all of them."""
    rows = []
    for exercise in exercises:
        own = [one for one in caught if one.exercise == exercise.name]
        known = [one for one in own if one.kind is Kind.MISCONCEPTION]
        mutants = [one for one in own if one.kind is Kind.MUTANT]
        names = [one.name for one in known if one.is_all]
        many = sum(one.is_all for one in mutants)
        if len(exercise.tests) > 1 and (names or many):
            counts = (len(known), many, len(mutants))
            rows.append(AtOnce(exercise.name, len(exercise.tests), names, *counts))
    return rows


def short(test: str) -> str:
    """Return a test's name without its file."""
    return test.partition("::")[2].removeprefix("test_") or test
