"""One run of a hidden test: whose answers it was given, what it called, and how it ended."""

from __future__ import annotations

import enum
from typing import NamedTuple

import pytest

from autograder.results.format import TestResult
from autograder.student.functions import Exchange

Calls = list[pytest.CallInfo[None]]  # the ends of a test's phases


class Footing(enum.Enum):
    """Whose answers a hidden test is given."""

    OWN = enum.auto()  # the student's
    CARRIED = enum.auto()  # the student's, with the reference in place of earlier exercises
    STRICT = enum.auto()  # the same, with rough answers to what the reference does not ask
    REHEARSED = enum.auto()  # the reference's

    @property
    def is_carried(self) -> bool:
        """Whether the reference replaces earlier exercises that lost marks."""
        return self in {Footing.CARRIED, Footing.STRICT}


class Trial(NamedTuple):
    """The outcome of a run."""

    footing: Footing
    result: TestResult
    calls: Calls
    record: list[Exchange]  # the calls that it made
    reason: str = ""  # how it failed, for the teacher alone
