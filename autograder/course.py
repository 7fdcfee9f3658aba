"""Read course.yaml and the source notebooks: what the assignments and exercises are.

Trusted input, written by the instructor; a mistake in it is reported with its
place. Points come from the source notebook's cell metadata alone.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import importlib.metadata
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import msgspec

from autograder import __version__
from autograder.deadlines import Late, Positive
from autograder.errors import CourseError
from autograder.moments import find_zone, read_due

COURSE_FILE = "course.yaml"
SUBMITTED, AUTOGRADED, FEEDBACK = "submitted", "autograded", "feedback"  # what students handed in

Identifier = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]


class Run(enum.StrEnum):
    """Which of a notebook's statements are executed before its functions are called."""

    NEEDED = "needed"
    ALL = "all"


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one submission may use. Seconds are its own time, see `budget`."""

    call_s: Positive = 2.0  # one call of a student's function
    exercise_s: Positive = 10.0  # all calls for one exercise
    load_s: Positive = 20.0  # executing the notebook's own statements
    total_s: Positive = 90.0  # everything
    memory_mib: Annotated[int, msgspec.Meta(ge=64)] = 1024  # beyond the interpreter's own
    processes: Annotated[int, msgspec.Meta(ge=8)] = 64
    file_size_mib: Annotated[int, msgspec.Meta(ge=1)] = 16
    scratch_mib: Annotated[int, msgspec.Meta(ge=1)] = 64


class ShownTests(enum.StrEnum):
    """Which hidden tests a student's feedback lists by title."""

    ALL = "all"
    FAILED = "failed"
    NONE = "none"


class Feedback(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What students may see of their results. Decides no mark."""

    marks: bool = True  # the points of each exercise, and the total
    tests: ShownTests = ShownTests.ALL  # the hidden tests that are listed by title
    messages: bool = True  # what the tests saw: shapes, types, how far off
    diagnosis: bool = True  # which mistake it was, and hints
    after_due: bool = False  # nothing of all this before the due date


class Assignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One assignment of the course, as course.yaml describes it."""

    name: Identifier
    title: str
    notebooks: Annotated[tuple[Identifier, ...], msgspec.Meta(min_length=1)] = ()  # or its name
    due: Annotated[dt.datetime, msgspec.Meta(tz=True)] | None = None  # in the course's zone
    late: Late = Late()
    run: Run = Run.NEEDED
    limits: Limits = Limits()
    files: list[str] = []  # handed out with the notebook, relative to course.yaml
    carry_forward: bool = True  # judge again with right earlier functions
    feedback: Feedback = Feedback()

    def __post_init__(self) -> None:
        """Give an assignment that names no notebooks the one of its own name."""
        if not self.notebooks:
            msgspec.structs.force_setattr(self, "notebooks", (self.name,))


class Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """course.yaml."""

    course: Identifier
    title: str
    assignments: Annotated[list[Assignment], msgspec.Meta(min_length=1)]
    languages: list[str] = msgspec.field(default_factory=lambda: ["en"])
    gradebook: str = "sqlite:///gradebook.db"  # an SQLAlchemy URL; SQLite files lie in the course
    timezone: str = "UTC"  # of the IANA database: due dates are in it, and days are counted by it

    @property
    def zone(self) -> dt.tzinfo:
        """The course's time zone."""
        return find_zone(self.timezone) or dt.UTC

    def assignment(self, name: str) -> Assignment:
        """Return the assignment of that name; raises CourseError listing what there is."""
        for assignment in self.assignments:
            if assignment.name == name:
                return assignment
        known = ", ".join(a.name for a in self.assignments)
        raise CourseError(f"{COURSE_FILE}: no assignment is called {name!r}; there are: {known}")


class Exercise(msgspec.Struct, frozen=True):
    """A function that students write, and the points that it is worth."""

    name: str
    points: float


class CourseFolder(msgspec.Struct, frozen=True):
    """A course on disk: the parsed course.yaml and where everything lies."""

    root: Path
    course: Course

    def source_notebook(self, assignment: str, notebook: str = "") -> Path:
        """Return the path of a notebook with its solution, called like the assignment if unsaid."""
        return self.sources(assignment) / f"{notebook or assignment}.ipynb"

    def source_notebooks(self, assignment: Assignment) -> dict[str, Path]:
        """Return the paths of all notebooks with their solutions, in course.yaml's order."""
        return {n: self.source_notebook(assignment.name, n) for n in assignment.notebooks}

    def release_notebook(self, assignment: str, notebook: str = "") -> Path:
        """Return the path of a notebook that students get, called like the assignment if unsaid."""
        return self.releases(assignment) / f"{notebook or assignment}.ipynb"

    def release_notebooks(self, assignment: Assignment) -> dict[str, Path]:
        """Return the paths of all notebooks that students get, in course.yaml's order."""
        return {n: self.release_notebook(assignment.name, n) for n in assignment.notebooks}

    def sources(self, assignment: str) -> Path:
        """Return the folder of an assignment's notebooks with their solutions."""
        return self.root / "solutions" / assignment

    def releases(self, assignment: str) -> Path:
        """Return the folder that students get."""
        return self.root / "assignments" / assignment

    def graders(self, assignment: str) -> Path:
        """Return the folder of an assignment's hidden graders."""
        return self.root / "tests" / "graders" / assignment

    def misconceptions(self, assignment: str) -> Path:
        """Return the file of an assignment's known mistakes, which need not be there."""
        return self.sources(assignment) / "misconceptions.py"

    def variants(self, assignment: str) -> Path:
        """Return the folder of other correct ways to write the exercises' functions."""
        return self.sources(assignment) / "variants"

    def submitted(self) -> Path:
        """Return the folder that nbgrader collects submissions into."""
        return self.root / SUBMITTED

    def autograded(self) -> Path:
        """Return the folder of the graded notebooks that nbgrader's formgrader shows."""
        return self.root / AUTOGRADED

    def results(self) -> Path:
        """Return the folder that result files go to unless told otherwise."""
        return self.root / "results"

    def feedback(self) -> Path:
        """Return the folder that students' pages go to unless told otherwise."""
        return self.root / FEEDBACK

    def handed_out(self, assignment: Assignment) -> dict[str, Path]:
        """Return the files handed out with an assignment, by the name that students see.

        That is their path from the source notebook; of what lies elsewhere, the bare name.
        """
        files: dict[str, Path] = {}
        sources = self.sources(assignment.name)
        for name in assignment.files:
            path = Path(os.path.normpath(self.root / name))
            if not path.exists():
                raise CourseError(f"{COURSE_FILE}: {assignment.name}.files: no file {path}")
            seen = str(path.relative_to(sources)) if sources in path.parents else path.name
            if files.setdefault(seen, path) != path:
                raise CourseError(
                    f"{COURSE_FILE}: {assignment.name}.files: students would see two files as "
                    f"{seen}; put one into a folder of solutions/{assignment.name}/"
                )
        return files


# -- reading ---------------------------------------------------------------------


def find_course(start: Path) -> CourseFolder:
    """Read the course.yaml in a folder or the nearest one above it.

    One that lies in what a course's students handed in is theirs, and is passed over: a
    course's hidden tests run outside any sandbox.
    """
    start = start.resolve()
    found = [folder for folder in (start, *start.parents) if (folder / COURSE_FILE).is_file()]
    for folder in found:
        if not any(_is_handed_in(folder, course) for course in found):
            return CourseFolder(folder, read_course(folder / COURSE_FILE))
    raise CourseError(
        f"no {COURSE_FILE} in {start} or above it; run this in a course's folder or pass --course"
    )


def _is_handed_in(folder: Path, course: Path) -> bool:
    """Whether a folder lies where a course's students have their files."""
    above = folder.relative_to(course).parts[:1] if folder.is_relative_to(course) else ()
    return bool(above) and above[0] in {SUBMITTED, AUTOGRADED, FEEDBACK}


def read_course(path: Path) -> Course:
    """Read a course.yaml; a CourseError names the wrong value and its place."""
    try:
        data = msgspec.yaml.decode(path.read_bytes())
    except ValueError as error:  # msgspec's, and that of a date which is none
        raise CourseError(f"{path.name}: not valid YAML: {error}") from None
    try:
        course = msgspec.convert(_with_due_dates(data), Course)
    except (msgspec.ValidationError, ValueError) as error:
        raise CourseError(f"{path.name}: {_explain(str(error), data)}") from None
    names = [assignment.name for assignment in course.assignments]
    for name in names:
        if names.count(name) > 1:
            raise CourseError(f"{path.name}: assignments: two are called {name!r}")
    for number, assignment in enumerate(course.assignments):
        for notebook in assignment.notebooks:
            if assignment.notebooks.count(notebook) > 1:
                raise CourseError(
                    f"{path.name}: assignments[{number}].notebooks: two are called {notebook!r}"
                )
        if assignment.feedback.after_due and assignment.due is None:
            raise CourseError(
                f"{path.name}: assignments[{number}].feedback.after_due: needs a `due` date"
            )
    return course


_DUE = "expected a date, or a date and time, like 2026-12-01T23:59"


def _with_due_dates(data: Any) -> Any:
    """Return what course.yaml holds with every `due` read in the course's zone.

    Raises ValueError with the place of a zone or a date that cannot be read.
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


def read_all_exercises(
    folder: CourseFolder, assignment: Assignment
) -> dict[str, tuple[Exercise, ...]]:
    """Read the exercises of an assignment, by their notebook and in course.yaml's order.

    Raises CourseError where two notebooks have one of the same name.
    """
    sources = folder.source_notebooks(assignment)
    exercises = {notebook: read_exercises(path) for notebook, path in sources.items()}
    owner: dict[str, str] = {}
    for notebook, own in exercises.items():
        for exercise in own:
            other = owner.setdefault(exercise.name, notebook)
            if other != notebook:
                raise CourseError(
                    f"{sources[notebook]}: {other}.ipynb has an exercise {exercise.name!r} too; "
                    "in all notebooks of an assignment a name may come only once"
                )
    return exercises


def read_exercises(path: Path) -> tuple[Exercise, ...]:
    """Read the exercises of a source notebook: its automatically graded cells, in order.

    A notebook may have none, where it has cells that a human marks.
    """
    try:
        notebook = msgspec.json.decode(path.read_bytes())
        cells = [(cell, cell.get("metadata", {}).get("nbgrader", {})) for cell in notebook["cells"]]
    except FileNotFoundError:
        raise CourseError(f"no source notebook at {path}") from None
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(f"{path}: not a notebook of format 4: {error}") from None
    exercises = tuple(
        _exercise(path, meta)
        for cell, meta in cells
        if meta.get("grade") and not meta.get("solution") and cell["cell_type"] == "code"
    )
    is_by_hand = any(meta.get("grade") or meta.get("task") for _, meta in cells)
    if not exercises and not is_by_hand:
        raise CourseError(f"{path}: no graded cell; mark them with nbgrader's toolbar")
    names = [exercise.name for exercise in exercises]
    for name in names:
        if names.count(name) > 1:
            raise CourseError(f"{path}: two autograded cells are called {name!r}; remove one")
    return exercises


def _exercise(path: Path, meta: dict[str, Any]) -> Exercise:
    name, points = meta.get("grade_id"), meta.get("points")
    if not isinstance(name, str) or not name.isidentifier():
        raise CourseError(f"{path}: grade_id {name!r} must be the name of the exercise's function")
    if not isinstance(points, int | float) or not points >= 0:
        raise CourseError(f"{path}: the points of cell {name!r} must be a number, got {points!r}")
    return Exercise(name, float(points))


_LEFT_BY_TOOLS = {"__pycache__", ".ipynb_checkpoints"}


def fingerprint(folder: CourseFolder, assignment: Assignment) -> str:
    """Return a hash of all that decides a mark apart from the submission and the secret."""
    digest = hashlib.sha256(__version__.encode())
    entry = msgspec.to_builtins(assignment)
    for key in ("feedback", "due", "late"):  # what is shown and taken off afterwards, each time
        del entry[key]
    if assignment.notebooks == (assignment.name,):
        del entry["notebooks"]  # whether it is said or not
    digest.update(msgspec.json.encode(entry))
    digest.update(importlib.metadata.version("numpy").encode())
    places = [folder.graders(assignment.name), *folder.handed_out(assignment).values()]
    files = [
        path for place in places for path in ([place] if place.is_file() else place.rglob("*"))
    ]
    sources = folder.source_notebooks(assignment).values()
    digest.update(hash_of_files(folder, {*files, *sources, folder.misconceptions(assignment.name)}))
    return digest.hexdigest()


def hash_of_files(folder: CourseFolder, paths: Iterable[Path]) -> bytes:
    """Return a hash of what files of a course hold, and where; not of what tools leave there."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and not _LEFT_BY_TOOLS.intersection(path.parts):
            digest.update(str(path.relative_to(folder.root)).encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()
