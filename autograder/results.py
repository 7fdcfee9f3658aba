"""The result file: the hinge between grading and everything that shows marks.

One JSON file a submission, described in docs/result-format.md. Whatever reads
marks reads these files; none of it grades.
"""

from __future__ import annotations

import enum
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import StorageError

SCHEMA = 1
# Control characters, and those that join, hide or turn round what stands beside them.
_OBEYED = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


class Outcome(enum.StrEnum):
    """What came of a test or an exercise, from best to worst."""

    PASSED = "passed"
    MISSING = "missing"  # not defined, or still the stub
    FAILED = "failed"  # a wrong answer
    CRASHED = "crashed"  # student code raised or died
    TIMEOUT = "timeout"
    ERROR = "error"  # ours


class SubmissionOutcome(enum.StrEnum):
    """What came of a submission as a whole."""

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


# -- judging ---------------------------------------------------------------------

_SEVERITY = list(Outcome)


def judge_exercise(name: str, points: float, tests: list[TestResult]) -> ExerciseResult:
    """Return an exercise's result: points in proportion to the weight that passed and counts.

    Its outcome is the worst of its tests', save that it is `missing` only when
    no test found anything to judge. No test at all is our error.
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


def exact(value: float) -> Fraction:
    """Return the number that somebody wrote, of which a float is only the nearest."""
    return Fraction(repr(float(value)))


def _earned(points: float, tests: Iterable[TestResult]) -> Fraction:
    tests = list(tests)
    counting = passed_tests(tests) if has_right_value(tests) else []
    every, earned = (sum(exact(test.weight) for test in some) for some in (tests, counting))
    return exact(points) * earned / every if every else Fraction(0)


def exact_score(exercises: Iterable[ExerciseResult]) -> Fraction:
    """Return the points earned. They are rounded once, where they are shown.

    An exercise's `score` is the nearest float of a fraction, and its tests say which.
    """
    scores = ((exact(e.score), _earned(e.max_score, e.tests)) for e in exercises)
    return sum(
        (earned if float(earned) == float(said) else said for said, earned in scores), Fraction(0)
    )


def passed_tests(tests: Iterable[TestResult]) -> list[TestResult]:
    """Return the tests that passed, whether or not they count."""
    return [test for test in tests if test.outcome is Outcome.PASSED]


def has_right_value(tests: Iterable[TestResult]) -> bool:
    """Return whether a test passed that needs no other: what passed beside it counts too."""
    return any(not test.needs_value for test in passed_tests(tests))


def two_digits(seconds: float) -> float:
    """Return a duration to two significant digits: more could carry hidden inputs out."""
    return float(f"{seconds:.2g}")


# -- storing ---------------------------------------------------------------------


class ResultStore:
    """The result files of one assignment."""

    def __init__(self, folder: Path, assignment: str) -> None:
        self.folder = folder / assignment

    def path(self, student: str) -> Path:
        """Return the file of a student's result."""
        return self.folder / f"{safe_name(student)}.json"

    def load(self, student: str) -> SubmissionResult | None:
        """Return a student's result, or None where there is none of this schema."""
        return _read(self.path(student))

    def every(self) -> Iterator[tuple[Path, SubmissionResult | None]]:
        """Return each result file with its result, or None where it is no result of its name."""
        for path in sorted(self.folder.glob("[!.]*.json")):
            result = _read(path)
            is_own = result is not None and self.path(result.student) == path
            yield path, result if is_own else None

    def save(self, result: SubmissionResult) -> Path:
        """Write a result so that a reader sees the old file or the new one, never half."""
        path = self.path(result.student)
        try:
            write_whole(path, json_bytes(result))
        except OSError as error:
            raise StorageError(
                f"{path}: cannot be written: {error.strerror}; free the place or choose another "
                "with --results, and run again: what is graded stays graded"
            ) from None
        return path

    def sweep(self) -> None:
        """Remove the drafts that a killed run left behind, and not those of one that runs."""
        for draft in self.folder.glob(".*.tmp") if self.folder.is_dir() else ():
            pid = draft.suffixes[-2].removeprefix(".") if len(draft.suffixes) > 1 else ""
            if not (pid.isdigit() and Path(f"/proc/{pid}").exists()):
                draft.unlink(missing_ok=True)


def json_bytes(value: Any) -> bytes:
    """Return JSON to be read by people too, in which what a terminal would obey is escaped.

    Names and notes come from students; a control character or one that turns the direction
    of what follows reads as its number.
    """
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return _OBEYED.sub(_escaped, text).encode() + b"\n"


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _read(path: Path) -> SubmissionResult | None:
    try:
        result = msgspec.json.decode(path.read_bytes(), type=SubmissionResult)
    except (OSError, UnicodeDecodeError, RecursionError, msgspec.MsgspecError):
        return None
    return result if result.schema == SCHEMA else None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, and the folders above it, so that nobody ever reads half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    path.parent.mkdir(parents=True, exist_ok=True)
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def safe_name(student: str) -> str:
    """Return a student's name as a file name: no separators, nothing hidden, not too long."""
    name = unicodedata.normalize("NFC", student)
    name = "".join("_" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in name)
    return (name.lstrip(".") or "_").encode("utf-8", "replace")[:200].decode("utf-8", "ignore")


def points_text(points: float | Fraction) -> str:
    """Return points as people read them: at most two decimals, and none that are zero."""
    return f"{float(points):.2f}".rstrip("0").rstrip(".")


def total(exercises: Iterable[ExerciseResult]) -> tuple[float, float]:
    """Return the points earned and the points possible."""
    exercises = list(exercises)
    return float(exact_score(exercises)), sum_of(e.max_score for e in exercises)


def sum_of(points: Iterable[float]) -> float:
    """Return the sum of points as they were written: 0.1 and 0.2 are 0.3."""
    return float(sum(map(exact, points), Fraction(0)))
