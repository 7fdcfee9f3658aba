"""The plan of an adopted notebook: who owns which cells, and what judges the students' names.

Trusted: it is made from the instructor's source notebook, in nbgrader's format or otter's.
"""

from __future__ import annotations

import enum
from typing import NamedTuple

from autograder.execution.statements import Statement


class Owner(enum.StrEnum):
    """Who wrote the text that students have in a code cell."""

    INSTRUCTOR = "instructor"
    STUDENT = "student"  # the source has the solution there


class Check(NamedTuple):
    """One test of a result: several statements, which must all end well."""

    title: str  # for students; "" if the source has none that they may read
    statements: tuple[Statement, ...]
    is_hidden: bool = False
    weight: float = 1.0
    shows: str | None = None  # what the last statement must show; None allows anything
    passed: str = ""  # the message for students if it passes
    failed: str = ""  # the message for students if it does not
    code: str = ""  # the text that its statements are lines of


class Question(NamedTuple):
    """What earns points together: a test cell of nbgrader, or a question of otter."""

    name: str
    title: str
    points: float
    checks: tuple[Check, ...]
    code: str  # the code of all checks, for a kernel
    shares_names: bool = True  # whether later cells see what the checks bind
    is_all_or_nothing: bool = True
    gives_points: bool = False  # whether the last statement shows the points earned, as a number
    problem: str = ""  # the reason for the instructor why it cannot be judged as it is written


class PlanCell(NamedTuple):
    """A code cell of a source notebook, or the place of a question."""

    number: int  # its number in the file
    text: str  # the source's text; of a question's cell, students do not have it
    owner: Owner
    name: str = ""  # its name in a submission, if any
    is_locked: bool = False  # whether the source's text is restored
    question: Question | None = None
    visible: str = ""  # the part of a question's cell that students have


class Plan(NamedTuple):
    """The parts of a source notebook that grading needs."""

    notebook: str
    cells: tuple[PlanCell, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in their order."""
        return tuple(cell.question for cell in self.cells if cell.question is not None)
