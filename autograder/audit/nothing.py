"""What hidden tests give for answers without merit: odd answers, constants, stand-ins.

It is a pure function of what was posed and of its results; see `autograder.grading.answers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from autograder.audit.submissions import Case, Kind
from autograder.results.format import SubmissionResult

MOST_SHARE = 0.02  # allowed: of an assignment, for constants; of an exercise, for its stand-in


class Tripped(msgspec.Struct, frozen=True):
    """A hidden test in which odd answers raise an error: they fail without an explanation."""

    test: str
    how: str  # which exception was raised, and where
    answers: list[str]


class Earned(msgspec.Struct, frozen=True):
    """What constants earn in an exercise."""

    exercise: str
    max_score: float
    points: dict[str, float]  # points by constant

    @property
    def most(self) -> float:
        """The points of the constant that earns most."""
        return max(self.points.values(), default=0.0)


class StandInEarned(msgspec.Struct, frozen=True):
    """What a stand-in earns as the answer to its exercise."""

    exercise: str
    points: float
    max_score: float

    @property
    def is_too_much(self) -> bool:
        """Whether it earns more than allowed."""
        return self.points > MOST_SHARE * self.max_score


class Nothing(msgspec.Struct, frozen=True):
    """The outcome of all answers that have nothing right in them."""

    odd: int  # how many odd answers every hidden test got
    tripped: list[Tripped]
    earned: list[Earned]
    stand_ins: list[StandInEarned]

    @property
    def constants(self) -> list[str]:
        """The names of all constants, in the order in which they were handed in."""
        return list(dict.fromkeys(name for one in self.earned for name in one.points))

    @property
    def points(self) -> float:
        """The sum of what the best constant of each exercise earns."""
        return sum(one.most for one in self.earned)

    @property
    def max_score(self) -> float:
        """The points of the assignment."""
        return sum(one.max_score for one in self.earned)

    @property
    def is_too_much(self) -> bool:
        """Whether constants earn more than allowed."""
        return self.points > MOST_SHARE * self.max_score


def make_nothing(judged: Iterable[tuple[Case, SubmissionResult]]) -> Nothing:
    """Return the outcome of the odd answers and the constants among the results."""
    every = list(judged)
    odd = [one for one in every if one[0].kind is Kind.ODD]
    constants = [one for one in every if one[0].kind is Kind.CONSTANT]
    stand_ins = [
        StandInEarned(exercise.name, exercise.score, exercise.max_score)
        for case, result in every
        if case.kind is Kind.STAND_IN
        for exercise in result.exercises
        if exercise.name == case.exercise
    ]
    return Nothing(len(odd), _tripped(odd), _earned(constants), stand_ins)


def _tripped(odd: Sequence[tuple[Case, SubmissionResult]]) -> list[Tripped]:
    found: dict[tuple[str, str], list[str]] = {}
    for case, result in odd:
        for line in result.for_instructor:
            test, _, how = line.partition(": failed: it raised ")
            found.setdefault((test, how), []).append(case.name)
    return [Tripped(test, how, names) for (test, how), names in found.items()]


def _earned(constants: Sequence[tuple[Case, SubmissionResult]]) -> list[Earned]:
    points: dict[str, dict[str, float]] = {}
    most: dict[str, float] = {}
    for case, result in constants:
        for exercise in result.exercises:
            points.setdefault(exercise.name, {})[case.name] = exercise.score
            most[exercise.name] = exercise.max_score
    return [Earned(name, most[name], by_constant) for name, by_constant in points.items()]
