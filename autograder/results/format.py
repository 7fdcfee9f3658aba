"""The result file: the hinge between grading and everything that shows marks.

One JSON file a submission, described in docs/result-format.md. Whatever reads
marks reads these files; none of it grades.
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
    ERROR = "error"  # ours


class SubmissionOutcome(enum.StrEnum):
    """The outcome of a submission as a whole."""

    GRADED = "graded"
    UNREADABLE = "unreadable"  # not a notebook, or one of several is not
    ERROR = "error"  # ours


class TestResult(msgspec.Struct, frozen=True):
    """One hidden test. Holds nothing that a student may not see.

    `closeness`, the largest error as a share of what was tolerated, would tell of hidden
    values: it is there only where `Spec.measure` is set, in an audit, which grades no student.
    """

    __test__ = False  # pytest: not a test class

    id: str
    title: str
    outcome: Outcome
    weight: float = 1.0
    message: str = ""
    hint: str = ""
    carried_forward: bool = False
    carried_from: list[str] = []  # the earlier exercises that had lost marks
    duration_s: float = 0.0
    closeness: float | None = None
    needs_value: bool = False  # it counts only beside a passed test that does not


class ExerciseResult(msgspec.Struct, frozen=True):
    """One exercise, judged on its own."""

    name: str
    score: float
    max_score: float
    outcome: Outcome
    diagnosis: str | None = None  # which mistake it was, in words that a student reads
    misconceptions: list[str] = []  # the names of what the diagnosis found
    place: str = ""  # of the function in the notebook: cell and line
    tests: list[TestResult] = []
    notebook: str = ""  # that it is in
    run: str = ""  # which statements its verdict is of: see docs/result-format.md


class SubmissionInfo(msgspec.Struct, frozen=True):
    """The file, or the folder of several notebooks, that was graded."""

    path: str
    sha256: str
    submitted_at: str | None = None
    folder: str = ""  # whose other files were handed in with it
    language: str = ""  # of its notebooks, "" for the course's first


class EngineInfo(msgspec.Struct, frozen=True):
    """How it was graded: all that decides a mark besides the submission."""

    version: str
    isolation: str
    run: str
    seed: str
    secret: str  # a fingerprint
    graders_sha256: str
    duration_s: float = 0.0


class SubmissionResult(msgspec.Struct, frozen=True):
    """One submission's marks."""

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
    for_instructor: list[str] = []  # what a student must not see: see docs/result-format.md
    late_penalty: float = 0.0  # points that course.yaml's rule takes off the score
    final_score: float | None = None  # what counts: the score without the penalty
    due: str | None = None  # for this student, with an extension; in the course's zone
    lateness: str = ""  # what the notes say of it, "" for nothing
    language: str = ""  # that its student reads
    translations: dict[str, dict[str, str]] = {}  # by language, of each English text in it
    schema: int = SCHEMA

    def __post_init__(self) -> None:
        """Work out what counts where that is not said."""
        if self.final_score is None:
            counts = exact(self.score) - exact(self.late_penalty)
            msgspec.structs.force_setattr(self, "final_score", float(counts))

    @property
    def counts(self) -> float:
        """The points that count, which every page and table shows as the total."""
        assert self.final_score is not None
        return self.final_score
