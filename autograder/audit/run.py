"""Grade what an audit hands in, with the engine that grades students, and report."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from autograder.audit.adopted import adopted_cases
from autograder.audit.class_answers import (
    NamedInClass,
    named_in_class,
    submissions_of,
    unnamed_in_class,
)
from autograder.audit.equivalent import read_equivalent
from autograder.audit.report import Report, make_report
from autograder.audit.submissions import Case, Kind, make_cases, posed_cases
from autograder.course.exercises import read_all_exercises
from autograder.course.fingerprint import hash_of_files
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment, Graders
from autograder.grading.engine import ClassRun, Marked, grade_class
from autograder.sandbox.policy import Isolation
from autograder.submission.find import submission_in

Watch = Callable[[Iterable[Marked], int], list[Marked]]


def audit(
    folder: CourseFolder, assignment: Assignment, isolation: Isolation, jobs: int, watch: Watch
) -> Report:
    """Return the report card of an assignment's hidden graders.

    Submissions and results are in a temporary folder that is removed. `watch` gets an iterable of
    results and their number, and returns all results, so that it can show progress.
    """
    every = read_all_exercises(folder, assignment).values()
    exercises = [exercise.name for several in every for exercise in several]
    equivalent = read_equivalent(folder, assignment.name, exercises)
    make = adopted_cases if assignment.graders is Graders.CELLS else _own_cases
    handed_in = make(folder, assignment)
    cases = {f"{i:05d}": case for i, case in enumerate(handed_in)}
    with tempfile.TemporaryDirectory(prefix="autograder-audit-") as name:
        root = Path(name)
        submissions = []
        for student, case in cases.items():
            place = root / student
            place.mkdir()
            for notebook, data in case.files.items():
                (place / f"{notebook}.ipynb").write_bytes(data)
            submissions.append(submission_in(student, place, assignment.notebooks))
        results = root / "results"
        # Each of these concerns one exercise, so only that exercise's tests are run.
        own = {s: case for s, case in cases.items() if not case.is_anybodys}
        alone = {Kind.MUTANT, Kind.STAND_IN}
        only = {s: case.exercise for s, case in own.items() if case.kind in alone}
        posed = {s: c.name for s, c in own.items() if c.kind in {Kind.ODD, Kind.CONSTANT}}
        run = ClassRun(
            *(folder, assignment, submissions, results, isolation),
            measure=True,
            only=only,
            posed=posed,
        )
        graded = watch(grade_class(run, jobs=jobs), len(cases))
    by_student = {one.result.student: one.result for one in graded}
    judged = [(case, by_student[student]) for student, case in cases.items()]
    named = _named(folder, assignment, isolation, jobs, watch)
    fingerprint = audited(folder, assignment.name)
    return make_report(assignment.name, fingerprint, judged, equivalent, named)


def _named(
    folder: CourseFolder, assignment: Assignment, isolation: Isolation, jobs: int, watch: Watch
) -> list[NamedInClass]:
    """Return whom of a class known mistakes would name; its results stay as they are."""
    unnamed = unnamed_in_class(folder, assignment)
    found = submissions_of(folder, assignment, unnamed)
    if not found:
        return []
    with tempfile.TemporaryDirectory(prefix="autograder-audit-") as place:
        run = ClassRun(folder, assignment, found, Path(place), isolation)
        graded = watch(grade_class(run, jobs=jobs), len(found))
    return named_in_class(unnamed, [one.result for one in graded])


def _own_cases(folder: CourseFolder, assignment: Assignment) -> list[Case]:
    return [*make_cases(folder, assignment), *posed_cases(folder, assignment)]


def audited(folder: CourseFolder, assignment: str) -> str:
    """Return a fingerprint of what an audit judges: hidden tests, the solution and files beside it.

    The text of notebooks is left out, because no verdict depends on it.
    """
    places = (folder.graders(assignment), folder.sources(assignment))
    files = (path for place in places for path in place.rglob("*"))
    return hash_of_files(folder, files, _without_text).hex()[:16]


def _without_text(path: Path) -> bytes:
    """Return a file's content; for a notebook, only its code cells."""
    data = path.read_bytes()
    if path.suffix != ".ipynb":
        return data
    try:
        cells = msgspec.json.decode(data)["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
    except (msgspec.DecodeError, KeyError, TypeError):
        return data
    return msgspec.json.encode([(cell["source"], cell["metadata"]) for cell in code])
