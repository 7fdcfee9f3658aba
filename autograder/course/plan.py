"""What an adopted notebook says: which cells are whose, and what judges the students' names.

Trusted: made from the instructor's source notebook, in nbgrader's format or otter's.
"""

from __future__ import annotations

import enum
from typing import NamedTuple

from autograder.execution.statements import Statement


class Owner(enum.StrEnum):
    """Who wrote what students have in a code cell."""

    INSTRUCTOR = "instructor"
    STUDENT = "student"  # the source has the solution there


class Check(NamedTuple):
    """One test of a result: statements that must all end well."""

    title: str  # for students; "" where the source has none that they may read
    statements: tuple[Statement, ...]
    is_hidden: bool = False
    weight: float = 1.0
    shows: str | None = None  # what the last statement must show; None: anything
    passed: str = ""  # what students are told when it passes
    failed: str = ""  # and when it does not


class Question(NamedTuple):
    """What earns points together: a test cell of nbgrader's, or a question of otter's."""

    name: str
    title: str
    points: float
    checks: tuple[Check, ...]
    code: str  # of all checks, for a kernel
    shares_names: bool = True  # whether later cells see what the checks bind
    is_all_or_nothing: bool = True
    gives_points: bool = False  # a number that the last statement shows is the points earned
    problem: str = ""  # why it cannot be judged as it is written, as the instructor is told


class PlanCell(NamedTuple):
    """A code cell of a source notebook, or the place of a question."""

    number: int  # as the file lists its cells
    text: str  # that students do not have where the cell is a question's
    owner: Owner
    name: str = ""  # that a submission has for it, if any
    is_locked: bool = False  # students get the source's text back
    question: Question | None = None
    visible: str = ""  # what students have of a question's cell


class Plan(NamedTuple):
    """A source notebook, as far as grading needs it."""

    notebook: str
    cells: tuple[PlanCell, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in their order."""
        return tuple(cell.question for cell in self.cells if cell.question is not None)
