"""Make the student version of an adopted assignment, and verify it.

nbgrader makes it from its own sources; for an otter master, this module writes it.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.course.adopted import Format, format_of, read_plan
from autograder.course.assertions import hidden_lines
from autograder.course.folder import CourseFolder
from autograder.course.plan import Plan
from autograder.course.settings import Assignment
from autograder.errors import CourseError, RequestError
from autograder.grading.engine import ClassRun, grade_class
from autograder.release.build import build, publish
from autograder.release.leaks import grader_in, leaks, missing_files, notebook_parts
from autograder.release.notebook import in_notebook, read_notebook
from autograder.release.otter_student import without_solution, write_student_version
from autograder.release.proof import Proof, proof
from autograder.release.secrets import is_telling, one_line
from autograder.results.points import points_text
from autograder.sandbox.policy import Isolation
from autograder.submission.find import submission_in


def release_adopted(
    folder: CourseFolder, assignment: Assignment, isolation: Isolation
) -> Iterator[Proof]:
    """Yield the checks of a new student version; put it in assignments/ if all are met."""
    with tempfile.TemporaryDirectory(prefix="autograder-release-") as name:
        start = time.perf_counter()
        built, maker = _build(folder, assignment, Path(name))
        yield Proof(f"{maker} makes the student version", (), time.perf_counter() - start)
        is_fit = True
        for one in _proofs(folder, assignment, built, isolation):
            is_fit &= not one.reasons
            yield one
        if is_fit:
            publish(built, folder.releases(assignment.name))


def check_adopted(
    folder: CourseFolder, assignment: Assignment, isolation: Isolation
) -> Iterator[Proof]:
    """Yield the checks of what is in assignments/; raises RequestError if nothing is."""
    for path in folder.release_notebooks(assignment).values():
        if not path.is_file():
            raise RequestError(f"no release at {path}; run autograder release {assignment.name}")
    yield from _proofs(folder, assignment, folder.releases(assignment.name), isolation)


def _build(folder: CourseFolder, assignment: Assignment, work: Path) -> tuple[Path, str]:
    """Make the student version below a folder; return where it is, and who made it."""
    sources = folder.source_notebooks(assignment)
    if all(format_of(path) is not Format.OTTER for path in sources.values()):
        return build(folder, assignment.name, work), "nbgrader"
    built = work / assignment.name
    built.mkdir(parents=True)
    for notebook, path in sources.items():
        write_student_version(path, built / f"{notebook}.ipynb")
    for name, path in folder.handed_out(assignment).items():
        target = built / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, target)
        else:
            shutil.copyfile(path, target)
    return built, "autograder"


def _proofs(
    folder: CourseFolder, assignment: Assignment, released: Path, isolation: Isolation
) -> Iterator[Proof]:
    paths = folder.source_notebooks(assignment)
    sources = {name: read_notebook(path) for name, path in paths.items()}
    releases = {name: read_notebook(released / f"{name}.ipynb") for name in paths}
    yield proof("every file is in the release", missing_files(folder, assignment, released))
    told = [
        *leaks(folder, assignment, sources, releases, released),
        *_hidden_in(folder, assignment, releases),
    ]
    yield proof("nothing in it reveals a solution or a hidden test", told)
    yield proof(
        "the source's own solution passes all test cells; the release earns nothing",
        _marks(folder, assignment, released, isolation),
    )


def _hidden_in(
    folder: CourseFolder, assignment: Assignment, releases: dict[str, Any]
) -> Iterator[str]:
    """Yield a sentence for each line of a hidden test, or of a master's solution, in a release."""
    for name, path in folder.source_notebooks(assignment).items():
        lines = {"of its source": secret_lines(read_plan(path))}
        for part in notebook_parts(releases[name]):
            for told in grader_in(part, lines):
                yield in_notebook(name, releases) + told


def secret_lines(plan: Plan) -> frozenset[str]:
    """Return the telling lines of hidden tests, and of solutions, that nothing given contains."""
    hidden: set[str] = set()
    given: set[str] = set()
    for cell in plan.cells:
        if cell.question is None:
            left = without_solution(cell.text).split("\n")
            given |= set(map(one_line, left))
            hidden |= set(map(one_line, cell.text.split("\n"))) - set(map(one_line, left))
            continue
        inside = hidden_lines(cell.text)
        for number, line in enumerate(map(one_line, cell.text.split("\n")), 1):
            (hidden if number in inside else given).add(line)
        for check in cell.question.checks if not cell.text else ():
            (hidden if check.is_hidden else given).update(map(one_line, check.code.split("\n")))
    return frozenset(line for line in hidden - given if is_telling(line))


def _marks(
    folder: CourseFolder, assignment: Assignment, released: Path, isolation: Isolation
) -> Iterator[str]:
    """Yield a sentence if a test cell fails on its solution, or if the release earns points."""
    submission = submission_in("release", released, assignment.notebooks)
    with tempfile.TemporaryDirectory(prefix="autograder-release-") as name:
        run = ClassRun(folder, assignment, [submission], Path(name), isolation)
        try:
            (graded,) = list(grade_class(run, jobs=1))
        except CourseError as error:
            yield str(error)
            return
    for exercise in graded.result.exercises:
        if exercise.score:
            yield (
                f"the release earns {points_text(exercise.score)} points for {exercise.name}: its "
                "tests pass without an answer; let one of them need it, or set the cell aside in "
                "course.yaml"
            )
    if not graded.result.exercises and graded.result.max_score:
        yield f"the release is not graded: {'; '.join(graded.result.notes)}"
