"""The settings in course.yaml, and what is wrong with them.

Trusted input, written by the instructor. An error message names the place of the mistake. Points
come only from the source notebook's cell metadata.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec

from autograder.course.deadlines import Late, Positive
from autograder.course.moments import find_zone, read_due
from autograder.errors import CourseError
from autograder.text import yaml_mistake

COURSE_FILE = "course.yaml"
Identifier = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]
# As courses call their folders and notebooks, also with a number first, dots and spaces.
FileName = Annotated[
    str, msgspec.Meta(pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9 ._+-]*[A-Za-z0-9_+-])?$")
]
# As in BCP 47: en, zh, pt-BR, zh-Hant. Folders and files are named after it.
LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
Language = Annotated[str, msgspec.Meta(pattern=f"^{LANGUAGE}$")]


class Run(enum.StrEnum):
    """Which of a notebook's statements are executed before its functions are called."""

    NEEDED = "needed"
    ALL = "all"


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The limits of one submission. Seconds are its own time; see `student.budget`."""

    call_s: Positive = 1.0  # for one call, or 100 times the reference's time if that is more
    exercise_s: Positive = 10.0  # for all calls of one exercise
    load_s: Positive = 20.0  # for executing the notebook's own statements
    total_s: Positive = 90.0  # for everything
    memory_mib: Annotated[int, msgspec.Meta(ge=64)] = 1024  # in addition to the interpreter's own
    processes: Annotated[int, msgspec.Meta(ge=8)] = 64
    file_size_mib: Annotated[int, msgspec.Meta(ge=1)] = 16
    scratch_mib: Annotated[int, msgspec.Meta(ge=1)] = 64


class ShownTests(enum.StrEnum):
    """Which hidden tests a student's feedback lists by their titles."""

    ALL = "all"
    FAILED = "failed"
    NONE = "none"


class Shown(enum.StrEnum):
    """How much of their feedback students see before the due date."""

    NONE = "none"  # nothing until then
    MARKS = "marks"  # the points alone
    TITLES = "titles"  # and which hidden tests passed, by their titles
    DIAGNOSES = "diagnoses"  # all that the other rules show


class Feedback(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What students may see of their results. It decides no mark."""

    marks: bool = True  # the points of each exercise, and the total
    tests: ShownTests = ShownTests.ALL  # which hidden tests are listed by their titles
    messages: bool = True  # what the tests found: shapes, types, how far off
    diagnosis: bool = True  # which mistake it was, with hints
    before_due: Shown = Shown.DIAGNOSES  # the most that is shown until the due date


class Counts(enum.StrEnum):
    """Which of a student's attempts counts."""

    LAST = "last"
    BEST = "best"


class Attempts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often students may hand in, where `autograder serve` grades what they hand in."""

    per_hour: Annotated[int, msgspec.Meta(ge=1)] | None = 12
    in_all: Annotated[int, msgspec.Meta(ge=1)] | None = None  # None: as many as they like
    counts: Counts = Counts.LAST


class Graders(enum.StrEnum):
    """What judges an assignment."""

    TESTS = "tests"  # hidden tests in tests/graders
    CELLS = "cells"  # the test cells of the source notebooks, written for nbgrader or otter


class Runs(enum.StrEnum):
    """Where a test cell runs that cannot do its work outside the student's process."""

    INSIDE = "inside"  # in the sandbox, beside the student's code; its word is taken
    ASIDE = "aside"  # nowhere: it earns no points


class CellRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What course.yaml says of one test cell."""

    runs: Runs


class Assignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One assignment of the course, as course.yaml describes it."""

    name: FileName
    title: str
    notebooks: Annotated[tuple[FileName, ...], msgspec.Meta(min_length=1)] = ()  # or its name
    due: Annotated[dt.datetime, msgspec.Meta(tz=True)] | None = None  # in the course's time zone
    late: Late = Late()
    run: Run = Run.NEEDED
    limits: Limits = Limits()
    files: list[str] = []  # handed out with the notebook, relative to course.yaml
    carry_forward: bool = True  # whether to judge again with correct earlier functions
    feedback: Feedback = Feedback()
    attempts: Attempts = Attempts()
    graders: Graders = Graders.TESTS
    cells: dict[str, CellRule] = {}  # by the test cell's name, for those that are exceptions
    bonus: dict[str, Positive] = {}  # by exercise, points beyond the assignment's maximum
    teams: bool = False  # whether one submission counts for all of a team, by the roster's groups
    partial_credit: bool = False  # for each assertion of a test cell; else all or nothing

    def __post_init__(self) -> None:
        """If no notebooks are named, use the one with the assignment's name."""
        if not self.notebooks:
            msgspec.structs.force_setattr(self, "notebooks", (self.name,))

    def runs(self, cell: str) -> Runs | None:
        """Return where a test cell runs; None for outside the student's process, as most do."""
        rule = self.cells.get(cell)
        return None if rule is None else rule.runs


class Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of course.yaml."""

    course: Identifier
    title: str
    assignments: Annotated[list[Assignment], msgspec.Meta(min_length=1)]
    # Students may choose from these; solutions/ is in the first, translations/ has the others.
    languages: Annotated[tuple[Language, ...], msgspec.Meta(min_length=1)] = ("en",)
    packages: list[str] | None = None  # what notebooks may import; None allows everything
    gradebook: str = "sqlite:///gradebook.db"  # an SQLAlchemy URL; SQLite files lie in the course
    late_days: Annotated[int, msgspec.Meta(ge=0, le=366)] = 0  # that cost nothing, in a term
    timezone: str = "UTC"  # an IANA name; due dates are in this zone, and days are counted by it

    @property
    def language(self) -> str:
        """The language of solutions/ and of the hidden tests' titles."""
        return self.languages[0]

    @property
    def translated(self) -> tuple[str, ...]:
        """The languages that the course is translated into."""
        return self.languages[1:]

    @property
    def zone(self) -> dt.tzinfo:
        """The course's time zone."""
        return find_zone(self.timezone) or dt.UTC

    def assignment(self, name: str) -> Assignment:
        """Return the assignment with this name; raises CourseError that lists the existing ones."""
        for assignment in self.assignments:
            if assignment.name == name:
                return assignment
        known = ", ".join(a.name for a in self.assignments)
        raise CourseError(f"{COURSE_FILE}: no assignment is called {name!r}; there are: {known}")


def read_course(path: Path) -> Course:
    """Read a course.yaml; raises CourseError, which names the wrong value and its place."""
    try:
        data = msgspec.yaml.decode(path.read_bytes())
    except ValueError as error:  # msgspec's error, or that of an invalid date
        raise CourseError(f"{path.name}: not valid YAML: {yaml_mistake(error)}") from None
    try:
        course = msgspec.convert(_with_due_dates(data), Course)
    except (msgspec.ValidationError, ValueError) as error:
        raise CourseError(f"{path.name}: {_explain(str(error), data)}") from None
    if twice := _twice(course.languages):
        raise CourseError(f"{path.name}: languages: {twice!r} is there twice")
    if twice := _twice([assignment.name for assignment in course.assignments]):
        raise CourseError(f"{path.name}: assignments: two are called {twice!r}")
    for number, assignment in enumerate(course.assignments):
        if twice := _twice(assignment.notebooks):
            raise CourseError(
                f"{path.name}: assignments[{number}].notebooks: two are called {twice!r}"
            )
        if assignment.due is None and assignment.feedback.before_due is not Shown.DIAGNOSES:
            raise CourseError(
                f"{path.name}: assignments[{number}].feedback.before_due: needs a `due` date"
            )
    return course


def _twice(names: Sequence[str]) -> str:
    """Return the first name that occurs twice; "" if none does."""
    return next((name for name in names if names.count(name) > 1), "")


_DUE = "expected a date, or a date and time, like 2026-12-01T23:59"


def _with_due_dates(data: Any) -> Any:
    """Return the content of course.yaml with every `due` read in the course's zone.

    Raises ValueError, with its place, for a zone or a date that cannot be read.
    """
    name = data.get("timezone", "UTC") if isinstance(data, dict) else "UTC"
    zone = find_zone(name) if isinstance(name, str) else None
    if zone is None:
        raise ValueError(
            "expected a zone of the IANA database, like Europe/Berlin - at `$.timezone`"
        )
    entries = data.get("assignments") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        return data
    read = [_with_due(entry, zone, number) for number, entry in enumerate(entries)]
    return {**data, "assignments": read}


def _with_due(entry: Any, zone: dt.tzinfo, number: int) -> Any:
    due = entry.get("due") if isinstance(entry, dict) else None
    if due is None:
        return entry
    moment = read_due(str(due), zone) if isinstance(due, str | dt.date) else None
    if moment is None:
        raise ValueError(f"{_DUE} - at `$.assignments[{number}].due`")
    return {**entry, "due": moment}


def _explain(message: str, data: Any) -> str:
    """Turn msgspec's message into `path: rule, got value`."""
    rule, _, place = message.partition(" - at `$")
    place = place.rstrip("`").lstrip(".")
    value, found = data, True
    for step in re.findall(r"[^.\[\]]+", place):
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (LookupError, TypeError, ValueError):
            found = False
            break
    rule = re.sub(r"^Expected `\w+` ([<>]=?) (.*)", r"must be \1 \2", rule)
    if size := re.match(r"^Expected `(\w+)` of length ([<>]=) (\d+)$", rule):
        parts = "characters" if size[1] == "str" else "entries"
        more = "or more" if size[2] == ">=" else "or fewer"
        rule = f"must have {size[3]} {more} {parts}"
        found = found and isinstance(value, str)
    if rule.startswith("Expected"):
        rule = rule[0].lower() + rule[1:].split(", got ")[0]
    shown = value if isinstance(value, str | int | float) or value is None else type(value).__name__
    if isinstance(value, dt.date):
        shown = str(value)
    told = ", got " + repr(shown) if found and not rule.startswith("Object") else ""
    return f"{place or 'top level'}: {rule}{told}"
