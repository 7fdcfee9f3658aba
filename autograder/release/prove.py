"""Prove that a student version is fit to hand out, and only then hand it out.

Each proof is a small function that yields a sentence for every reason against.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from autograder.course import Assignment, CourseFolder
from autograder.errors import RequestError
from autograder.release.build import build, publish
from autograder.release.graded import mark_mistakes
from autograder.release.kernel import release_errors, run_notebooks, solution_errors
from autograder.release.leaks import leaks, missing_files
from autograder.release.notebook import read_notebook
from autograder.release.source import differences, source_mistakes
from autograder.sandbox.policy import Isolation


class Proof(msgspec.Struct, frozen=True):
    """What was to be proved, the reasons against it, and how long that took."""

    title: str
    reasons: tuple[str, ...]
    seconds: float


def release(folder: CourseFolder, assignment: Assignment, isolation: Isolation) -> Iterator[Proof]:
    """Yield the proofs of a new student version; put it in assignments/ if all hold.

    It is proved in a temporary folder: what was released before stays until then.
    Raises CourseError if nbgrader does not make it.
    """
    proof = _source_proof(folder, assignment)
    yield proof
    if proof.reasons:
        return
    with tempfile.TemporaryDirectory(prefix="autograder-release-") as name:
        start = time.perf_counter()
        built = build(folder, assignment.name, Path(name))
        yield Proof("nbgrader makes the student version", (), time.perf_counter() - start)
        is_fit = True
        for proof in _release_proofs(folder, assignment, built, isolation):
            is_fit &= not proof.reasons
            yield proof
        if is_fit:
            publish(built, folder.release_notebook(assignment.name).parent)


def check(folder: CourseFolder, assignment: Assignment, isolation: Isolation) -> Iterator[Proof]:
    """Yield the proofs of what lies in assignments/; raises RequestError if nothing does."""
    notebook = folder.release_notebook(assignment.name)
    if not notebook.is_file():
        raise RequestError(f"no release at {notebook}; run autograder release {assignment.name}")
    yield _source_proof(folder, assignment)
    yield from _release_proofs(folder, assignment, notebook.parent, isolation)


def _source_proof(folder: CourseFolder, assignment: Assignment) -> Proof:
    source = read_notebook(folder.source_notebook(assignment.name))
    return _proof("the source notebook is in order", source_mistakes(source))


def _release_proofs(
    folder: CourseFolder, assignment: Assignment, released: Path, isolation: Isolation
) -> Iterator[Proof]:
    path = released / f"{assignment.name}.ipynb"
    source = read_notebook(folder.source_notebook(assignment.name))
    notebook = read_notebook(path)
    yield _proof(
        "every exercise and every file is in the release, and no answer",
        [*differences(source, notebook), *missing_files(folder, assignment, released)],
    )
    yield _proof(
        "nothing in it tells a solution or a hidden grader",
        leaks(folder, assignment, source, notebook, released),
    )
    yield _proof(
        "the reference earns all points; the release none, all missing",
        mark_mistakes(folder, assignment, path, isolation),
    )
    start = time.perf_counter()
    solved, handed_out = run_notebooks([source, notebook], released)
    seconds = time.perf_counter() - start
    yield _proof(
        "the solution runs and passes its visible checks", solution_errors(solved), seconds
    )
    yield _proof(
        "as handed out it runs up to the stubs, and each visible check says what is missing",
        release_errors(handed_out),
    )


def _proof(title: str, reasons: Iterable[str], seconds: float = 0.0) -> Proof:
    start = time.perf_counter()
    return Proof(title, tuple(dict.fromkeys(reasons)), seconds + time.perf_counter() - start)
