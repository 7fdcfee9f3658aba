"""Grade the reference and the release with the engine that grades students."""

from __future__ import annotations

import ast
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from autograder.course.exercises import read_all_exercises
from autograder.course.folder import CourseFolder, edition_name
from autograder.course.settings import Assignment
from autograder.errors import CourseError
from autograder.grading.engine import ClassRun, grade_class
from autograder.results.format import ExerciseResult, Outcome, SubmissionOutcome, SubmissionResult
from autograder.results.points import points_text
from autograder.sandbox.policy import Isolation
from autograder.submission.find import submission_in
from autograder.text import not_found

_REFERENCE, _RELEASE = "reference", "release"


def mark_mistakes(
    folder: CourseFolder, assignment: Assignment, released: Path, isolation: Isolation
) -> Iterator[str]:
    """Yield a sentence for each exercise that the reference fails or that a release earns."""
    places = {_REFERENCE: folder.sources(assignment.name), _RELEASE: released}
    with tempfile.TemporaryDirectory(prefix="autograder-release-") as name:
        places |= _editions(folder, assignment, released, Path(name))
        submissions = [submission_in(n, p, assignment.notebooks) for n, p in places.items()]
        run = ClassRun(folder, assignment, submissions, Path(name), isolation)
        try:
            unknown = list(_marked_for_nothing(folder, assignment))
            graded = [] if unknown else list(grade_class(run))
        except CourseError as error:  # the error's sentence says what is wrong
            unknown, graded = [str(error)], []
    if unknown:  # no hidden test can be collected then
        yield from unknown
        return
    results = {one.result.student: one.result for one in graded}
    graders = folder.graders(assignment.name).relative_to(folder.root)
    for name, result in sorted(results.items()):
        is_reference = name.startswith(_REFERENCE)
        yield from _of_reference(result, str(graders)) if is_reference else _of_release(result)


def _editions(
    folder: CourseFolder, assignment: Assignment, released: Path, work: Path
) -> dict[str, Path]:
    """Return folders with the sources and releases in other languages, as if handed in."""
    places = {}
    for language, sources in folder.editions(assignment).items():
        releases = {n: released / f"{edition_name(n, language)}.ipynb" for n in sources}
        for kind, files in ((_REFERENCE, sources), (_RELEASE, releases)):
            name = f"{kind} in {language}"
            places[name] = work / name
            places[name].mkdir()
            for notebook, path in files.items():
                shutil.copyfile(path, places[name] / f"{notebook}.ipynb")
    return places


def _marked_for_nothing(folder: CourseFolder, assignment: Assignment) -> Iterator[str]:
    """Yield a sentence for each hidden test whose exercise has no graded cell."""
    every = read_all_exercises(folder, assignment).values()
    known = {exercise.name for own in every for exercise in own}
    for path in sorted(folder.graders(assignment.name).rglob("*.py")):
        for line, name in _marked(path):
            if name not in known:
                yield (
                    f"{path.relative_to(folder.root)}, line {line}: marked for the exercise "
                    f"{not_found(name, known)}; correct the mark, or the ID of the exercise's "
                    "autograded cell"
                )


def _marked(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and name of each mark `exercise("name")` that a file contains literally."""
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return  # collecting the tests reports it
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "exercise":
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value


def _of_reference(result: SubmissionResult, graders: str) -> Iterator[str]:
    for exercise in result.exercises:
        if not exercise.tests:
            yield (
                f"cell {exercise.name!r} is an exercise that no hidden test judges: mark one in "
                f"{graders} with exercise({exercise.name!r}), or correct the cell's ID"
            )
        elif exercise.outcome is not Outcome.PASSED:
            yield (
                f"{graders}: the {result.student} {_first_failure(exercise)}; mend the solution "
                "or the test"
            )
    if result.outcome is not SubmissionOutcome.GRADED and not result.exercises:
        yield f"the {result.student} is not graded: {'; '.join(result.notes)}"


def _first_failure(exercise: ExerciseResult) -> str:
    points = f"{points_text(exercise.score)} of {points_text(exercise.max_score)} points"
    test = next(test for test in exercise.tests if test.outcome is not Outcome.PASSED)
    return f"earns {points} for {exercise.name}: {test.id} ends in {test.outcome}: {test.message}"


def _of_release(result: SubmissionResult) -> Iterator[str]:
    for exercise in result.exercises:
        if exercise.tests and (exercise.outcome is not Outcome.MISSING or exercise.score):
            yield (
                f"the {result.student} earns {points_text(exercise.score)} points for "
                f"{exercise.name}, which is {exercise.outcome} and must be missing: let what "
                "students get end in "
                f'raise NotImplementedError("Exercise ...: write {exercise.name}")'
            )
    if result.outcome is not SubmissionOutcome.GRADED and not result.exercises:
        yield f"the {result.student} is not graded: {'; '.join(result.notes)}"
