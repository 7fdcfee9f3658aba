"""The numbers of a report, as `autograder report --json` prints them."""

from __future__ import annotations

import msgspec


class Spread(msgspec.Struct, frozen=True):
    """How the marks of a class are spread, in points."""

    n: int
    most_possible: float
    mean: float
    deviation: float  # standard deviation, of a sample; 0 of one mark
    least: float
    lower: float  # the quartile
    median: float
    upper: float
    most: float
    bins: list[int]  # how many are in each tenth of the points, the last with full marks


class ExerciseFigures(msgspec.Struct, frozen=True):
    """How an exercise went."""

    name: str
    title: str
    max_score: float
    mean: float
    median: float
    difficulty: float | None  # the mean share of its points; None of an exercise without points
    discrimination: float | None  # correlation of its points with all other points
    outcomes: dict[str, int]
    full: int  # students with all of its points
    half: int  # at least half of them, but not all
    some: int  # less than half, but something
    none: int


class TestFigures(msgspec.Struct, frozen=True):
    """How a hidden test went."""

    __test__ = False  # pytest: not a test class

    exercise: str
    id: str
    title: str
    answered: int
    passed: int
    difficulty: float | None  # the share that passed of those who answered
    discrimination: float | None  # point-biserial, with the points of everything else
    alone: int  # students who failed only this one of its exercise
    flags: list[str]  # what is odd: everyone, nobody, suspect, backwards


class Agreement(msgspec.Struct, frozen=True):
    """Tests that every student passed or failed together."""

    tests: list[str]
    passed: int
    failed: int


class Predictor(msgspec.Struct, frozen=True):
    """What failing an exercise says about the rest."""

    exercise: str
    solved: int
    not_solved: int
    rest_if_solved: float  # mean share of all other points
    rest_if_not: float
    correlation: float


class KnownMistake(msgspec.Struct, frozen=True):
    """A mistake that the course's authors have named."""

    name: str
    exercise: str
    students: list[str]
    hint: str

    @property
    def count(self) -> int:
        """How many students made it."""
        return len(self.students)


class Group(msgspec.Struct, frozen=True):
    """Students who made the same mistake, which has no name yet."""

    name: str
    exercise: str
    students: list[str]
    answered_alike: bool  # or else only their messages are the same
    told: str  # what they read now: the diagnosis, or else the first message
    reasons: list[str]  # how the tests failed, of the example
    failing: list[str]  # titles of the tests that the example does not pass
    example: str  # the code of one of them, without what could name the student

    @property
    def count(self) -> int:
        """How many students made it."""
        return len(self.students)


class Attendance(msgspec.Struct, frozen=True):
    """Who handed in what, and when. Each list has the students' names."""

    graded: int
    unreadable: list[str]
    not_graded: list[str]  # an error of ours
    ungraded: list[str]  # handed in, and not graded yet
    absent: list[str]
    strangers: list[str]
    late: list[str]
    deducted: float  # points, of all together
    spent: list[str]  # spent late days of the term on it
    late_days: int  # of all together
    extended: list[str]
    empty: list[str]  # handed in without any answer
    crashed: list[str]  # in some exercise
    timed_out: list[str]


class ClassReport(msgspec.Struct, frozen=True):
    """Everything that a report says."""

    course: str
    assignment: str
    doubts: list[str]
    alarms: list[str]
    monday: list[str]
    attendance: Attendance
    marks: Spread | None  # None if nothing was graded
    exercises: list[ExerciseFigures]
    tests: list[TestFigures]
    agreements: list[Agreement]
    predictors: list[Predictor]
    known: list[KnownMistake]
    unexplained: list[Group]
