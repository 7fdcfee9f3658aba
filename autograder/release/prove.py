"""Prove that a student version is fit to hand out, and only then hand it out.

Each proof is a small function that yields a sentence for every reason against.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from autograder.course.cells import has_points, is_stand_in
from autograder.course.exercises import read_all_exercises
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import RequestError
from autograder.release.build import build, publish
from autograder.release.editions import edition_mistakes, read_editions
from autograder.release.kernel import release_errors, run_notebooks, solution_errors
from autograder.release.leaks import leaks, missing_files
from autograder.release.marks import mark_mistakes
from autograder.release.notebook import in_notebook, read_notebook
from autograder.release.source import differences, source_mistakes
from autograder.release.stand_ins import stand_in_errors
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
    for proof in _source_proofs(folder, assignment):
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
            publish(built, folder.releases(assignment.name))


def check(folder: CourseFolder, assignment: Assignment, isolation: Isolation) -> Iterator[Proof]:
    """Yield the proofs of what lies in assignments/; raises RequestError if nothing does."""
    for language in ("", *folder.editions(assignment)):
        for path in folder.release_notebooks(assignment, language).values():
            if not path.is_file():
                raise RequestError(
                    f"no release at {path}; run autograder release {assignment.name}"
                )
    yield from _source_proofs(folder, assignment)
    yield from _release_proofs(folder, assignment, folder.releases(assignment.name), isolation)


def _source_proofs(folder: CourseFolder, assignment: Assignment) -> Iterator[Proof]:
    yield _proof("the source notebook is in order", _source_mistakes(folder, assignment))
    if editions := folder.editions(assignment):
        yield _proof(
            f"the translations have its cells and say what it says ({', '.join(editions)})",
            edition_mistakes(folder, assignment),
        )


def _source_mistakes(folder: CourseFolder, assignment: Assignment) -> Iterator[str]:
    is_fit = True
    for notebook, path in folder.source_notebooks(assignment).items():
        for told in source_mistakes(read_notebook(path)):
            is_fit = False
            yield in_notebook(notebook, assignment.notebooks) + told
    if is_fit:
        read_all_exercises(folder, assignment)
    for path in sorted(folder.sources(assignment.name).glob("[!.]*.ipynb")):
        if path.stem not in assignment.notebooks and any(
            map(has_points, read_notebook(path).cells)
        ):
            yield (
                f"{path.name}: it has points and is none of the assignment's notebooks in "
                "course.yaml; name it there, or take it away"
            )


def _release_proofs(
    folder: CourseFolder, assignment: Assignment, released: Path, isolation: Isolation
) -> Iterator[Proof]:
    own = {n: read_notebook(p) for n, p in folder.source_notebooks(assignment).items()}
    sources = own | read_editions(folder, assignment)
    releases = {name: read_notebook(released / f"{name}.ipynb") for name in sources}
    differ = {name: differences(sources[name], releases[name]) for name in sources}
    yield _proof(
        "every exercise and every file is in the release, and no answer",
        [*_of_each(differ), *missing_files(folder, assignment, released)],
    )
    yield _proof(
        "nothing in it tells a solution or a hidden grader",
        leaks(folder, assignment, sources, releases, released),
    )
    yield _proof(
        "the reference earns all points; the release none, all missing",
        mark_mistakes(folder, assignment, released, isolation),
    )
    start = time.perf_counter()  # an edition has the same code
    ran = run_notebooks([*own.values(), *(releases[n] for n in own)], released)
    solved, handed_out = ran[: len(own)], ran[len(own) :]
    seconds = time.perf_counter() - start
    yield _proof(
        "the solution runs and passes its visible checks",
        _of_each(dict(zip(own, map(solution_errors, solved), strict=True))),
        seconds,
    )
    yield _proof(
        "as handed out it runs up to the stubs, and each visible check says what is missing",
        _of_each(dict(zip(own, map(release_errors, handed_out), strict=True))),
    )
    if any(is_stand_in(cell) for source in sources.values() for cell in source.cells):
        used = map(stand_in_errors, solved, handed_out)
        yield _proof(
            "each stand-in is in use as handed out, and none beside the solution",
            _of_each(dict(zip(sources, used, strict=True))),
        )


def _of_each(reasons: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the reasons against each notebook, which they name where there are several."""
    for notebook, every in reasons.items():
        yield from (in_notebook(notebook, reasons) + reason for reason in every)


def _proof(title: str, reasons: Iterable[str], seconds: float = 0.0) -> Proof:
    start = time.perf_counter()
    return Proof(title, tuple(dict.fromkeys(reasons)), seconds + time.perf_counter() - start)
