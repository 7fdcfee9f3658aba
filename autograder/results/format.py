"""The format of a result file, from which all marks that are shown anywhere are read.

There is one JSON file for each submission; docs/result-format.md describes it. Everything that
shows marks reads these files, and none of it grades.
"""

from __future__ import annotations

import enum

import msgspec

from autograder.results.points import exact

SCHEMA = 1


class Outcome(enum.StrEnum):
    """The outcome of a test or an exercise, from best to worst."""

    PASSED = "passed"
    MISSING = "missing"  # not defined, or still the stub
    FAILED = "failed"  # a wrong answer
    CRASHED = "crashed"  # student code raised or died
    TIMEOUT = "timeout"
    ERROR = "error"  # a mistake of ours


class SubmissionOutcome(enum.StrEnum):
    """The outcome of a submission as a whole."""

    GRADED = "graded"
    UNREADABLE = "unreadable"  # not a notebook, or one of several is not
    ERROR = "error"  # a mistake of ours


class TestResult(msgspec.Struct, frozen=True):
    """The result of one hidden test. It holds nothing that a student may not see.

    `closeness` is the largest error as a share of the tolerance, which would reveal hidden
    values. It is set only with `Spec.measure`, in an audit, which grades no student.
    """

    __test__ = False  # pytest: not a test class

    id: str
    title: str
    outcome: Outcome
    weight: float = 1.0
    message: str = ""
    hint: str = ""
    carried_forward: bool = False
    carried_from: list[str] = []  # the earlier exercises that lost marks
    duration_s: float = 0.0
    closeness: float | None = None
    needs_value: bool = False  # it counts only if a test without this mark passed


class ExerciseResult(msgspec.Struct, frozen=True):
    """The result of one exercise, which is judged on its own."""

    name: str
    score: float
    max_score: float
    outcome: Outcome
    diagnosis: str | None = None  # which mistake it was, in words for the student
    misconceptions: list[str] = []  # the names of the misconceptions that the diagnosis found
    place: str = ""  # the function's place in the notebook: cell and line
    tests: list[TestResult] = []
    notebook: str = ""  # the notebook that contains it
    run: str = ""  # which statements its verdict comes from: see docs/result-format.md
    title: str = ""  # for people, if the name is not for them
    is_bonus: bool = False  # its points are beyond the maximum of the submission


class HandMark(msgspec.Struct, frozen=True):
    """What a person gave for an answer that no test judges."""

    name: str
    max_score: float
    score: float | None = None  # None while nobody has marked it
    is_answered: bool = True
    comments: list[str] = []
    notebook: str = ""
    cell: str = ""  # the cell's name in nbgrader's metadata


class Evidence(msgspec.Struct, frozen=True):
    """What only a teacher may see of an exercise."""

    answers: str = ""  # equal for wrong functions that answer alike; "" if nothing was wrong
    code: str = ""  # what the student wrote for it
    reasons: dict[str, str] = {}  # by hidden test: how it failed


class SubmissionInfo(msgspec.Struct, frozen=True):
    """The file, or the folder of several notebooks, that was graded."""

    path: str
    sha256: str
    submitted_at: str | None = None
    folder: str = ""  # the folder whose other files were handed in with it
    language: str = ""  # the language of its notebooks, "" for the course's first
    team: str = ""  # the team that it counts for, if the assignment is for teams
    handed_in_by: str = ""  # who of the team handed it in


class EngineInfo(msgspec.Struct, frozen=True):
    """How a submission was graded: everything else that decides a mark."""

    version: str
    isolation: str
    run: str
    seed: str
    secret: str  # a fingerprint of the secret
    graders_sha256: str
    duration_s: float = 0.0


class SubmissionResult(msgspec.Struct, frozen=True):
    """The marks of one submission."""

    course: str
    assignment: str
    student: str
    submission: SubmissionInfo
    score: float
    max_score: float
    outcome: SubmissionOutcome
    exercises: list[ExerciseResult]
    notes: list[str]
    engine: EngineInfo
    for_instructor: list[str] = []  # not for the student: see docs/result-format.md
    evidence: dict[str, Evidence] = {}  # by exercise; not for the student either
    late_penalty: float = 0.0  # points that are deducted for lateness, by course.yaml's rule
    final_score: float | None = None  # the score minus the penalty: this one counts
    due: str | None = None  # this student's due date, with an extension; in the course's zone
    lateness: str = ""  # the note on lateness, "" if there is none
    late_days: int = 0  # of the term's late days, those that it spent
    language: str = ""  # the language that the student reads
    translations: dict[str, dict[str, str]] = {}  # by language, of each English text in it
    by_hand: list[HandMark] = []  # the questions that people mark on the pages of the service
    schema: int = SCHEMA

    def __post_init__(self) -> None:
        """Calculate the final score if it was not given."""
        if self.final_score is None:
            counts = exact(self.score) - exact(self.late_penalty)
            msgspec.structs.force_setattr(self, "final_score", float(counts))

    @property
    def counts(self) -> float:
        """The points that count; every page and table shows them as the total."""
        assert self.final_score is not None
        return self.final_score
