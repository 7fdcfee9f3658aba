"""Verify a student version, and publish it only if every check passes.

Each proof is a small function that yields a sentence for every problem.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from autograder.course.cells import has_points, is_stand_in, is_target
from autograder.course.exercises import read_all_exercises
from autograder.course.folder import CourseFolder, edition_name
from autograder.course.settings import Assignment
from autograder.errors import RequestError
from autograder.languages import load_catalogue
from autograder.release.build import build, publish
from autograder.release.editions import edition_mistakes, read_editions
from autograder.release.imports import import_mistakes
from autograder.release.kernel import Ran, release_errors, run_notebooks, solution_errors
from autograder.release.leaks import leaks, missing_files
from autograder.release.marks import mark_mistakes
from autograder.release.notebook import in_notebook, read_notebook, write_notebook
from autograder.release.proof import Proof, proof
from autograder.release.source import differences, source_mistakes
from autograder.release.stand_ins import stand_in_errors
from autograder.release.targets import add_targets, pictures_of, target_errors
from autograder.sandbox.policy import Isolation


def release(folder: CourseFolder, assignment: Assignment, isolation: Isolation) -> Iterator[Proof]:
    """Yield the proofs of a new student version; publish it in assignments/ if all hold.

    It is verified in a temporary folder, and the previous release stays until then. Raises
    CourseError if nbgrader does not make it.
    """
    for one in _source_proofs(folder, assignment):
        yield one
        if one.reasons:
            return
    with tempfile.TemporaryDirectory(prefix="autograder-release-") as name:
        start = time.perf_counter()
        built = build(folder, assignment.name, Path(name))
        yield Proof("nbgrader makes the student version", (), time.perf_counter() - start)
        runs = _run(folder, assignment, built)
        _add_targets(folder, assignment, runs, built)
        is_fit = True
        for one in _release_proofs(folder, assignment, built, isolation, runs):
            is_fit &= not one.reasons
            yield one
        if is_fit:
            publish(built, folder.releases(assignment.name))


def check(folder: CourseFolder, assignment: Assignment, isolation: Isolation) -> Iterator[Proof]:
    """Yield the proofs of the release in assignments/; raises RequestError if there is none."""
    for language in ("", *folder.editions(assignment)):
        for path in folder.release_notebooks(assignment, language).values():
            if not path.is_file():
                raise RequestError(
                    f"no release at {path}; run autograder release {assignment.name}"
                )
    yield from _source_proofs(folder, assignment)
    released = folder.releases(assignment.name)
    runs = _run(folder, assignment, released)
    yield from _release_proofs(folder, assignment, released, isolation, runs)


def _source_proofs(folder: CourseFolder, assignment: Assignment) -> Iterator[Proof]:
    yield proof("the source notebook is in order", _source_mistakes(folder, assignment))
    if folder.course.packages is not None:
        told = _import_mistakes(folder, assignment, folder.course.packages)
        yield proof("it imports what course.yaml's packages name", told)
    if editions := folder.editions(assignment):
        yield proof(
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


def _import_mistakes(
    folder: CourseFolder, assignment: Assignment, packages: Collection[str]
) -> Iterator[str]:
    beside = folder.sources(assignment.name)
    for notebook, path in folder.source_notebooks(assignment).items():
        for told in import_mistakes(read_notebook(path), beside, packages):
            yield in_notebook(notebook, assignment.notebooks) + told


class _Runs(NamedTuple):
    """How the notebooks ran in kernels, by name: with the solution, and as students get them.

    Editions have the same code, and are not run.
    """

    solved: dict[str, Ran]
    handed_out: dict[str, Ran]
    seconds: float


def _run(folder: CourseFolder, assignment: Assignment, released: Path) -> _Runs:
    start = time.perf_counter()
    sources = {n: read_notebook(p) for n, p in folder.source_notebooks(assignment).items()}
    releases = {name: read_notebook(released / f"{name}.ipynb") for name in sources}
    ran = run_notebooks([*sources.values(), *releases.values()], released)
    solved = dict(zip(sources, ran[: len(sources)], strict=True))
    handed_out = dict(zip(releases, ran[len(sources) :], strict=True))
    return _Runs(solved, handed_out, time.perf_counter() - start)


def _add_targets(folder: CourseFolder, assignment: Assignment, runs: _Runs, built: Path) -> None:
    """Put the reference's figures into the notebooks of a student version, in every language."""
    for notebook, ran in runs.solved.items():
        pictures = pictures_of(ran.notebook)
        for language in ("", *folder.editions(assignment)) if pictures else ():
            path = built / f"{edition_name(notebook, language)}.ipynb"
            catalogue = load_catalogue(language, folder.root) if language else None
            release = read_notebook(path)
            add_targets(release, pictures, catalogue)
            write_notebook(release, path)


def _release_proofs(
    folder: CourseFolder,
    assignment: Assignment,
    released: Path,
    isolation: Isolation,
    runs: _Runs,
) -> Iterator[Proof]:
    own = {n: read_notebook(p) for n, p in folder.source_notebooks(assignment).items()}
    sources = own | read_editions(folder, assignment)
    releases = {name: read_notebook(released / f"{name}.ipynb") for name in sources}
    differ = {name: differences(sources[name], releases[name]) for name in sources}
    yield proof(
        "every exercise and every file is in the release, and no answer",
        [*_of_each(differ), *missing_files(folder, assignment, released)],
    )
    yield proof(
        "nothing in it reveals a solution or a hidden test",
        leaks(folder, assignment, sources, releases, released),
    )
    yield proof(
        "the reference earns all points; the release none, all missing",
        mark_mistakes(folder, assignment, released, isolation),
    )
    yield proof(
        "the solution runs and passes its visible checks",
        _of_each({name: solution_errors(ran) for name, ran in runs.solved.items()}),
        runs.seconds,
    )
    yield proof(
        "the release fails only at its stubs, and each visible check says what is missing",
        _of_each({name: release_errors(ran) for name, ran in runs.handed_out.items()}),
    )
    if _any_cell(is_stand_in, own):
        used = {name: stand_in_errors(runs.solved[name], runs.handed_out[name]) for name in own}
        yield proof("the release uses each stand-in, and the solution uses none", _of_each(used))
    if _any_cell(is_target, own):
        yield proof(
            "each target has its picture",
            _of_each({name: target_errors(sources[name], releases[name]) for name in sources}),
        )


def _any_cell(is_meant: Callable[[object], bool], notebooks: Mapping[str, Any]) -> bool:
    return any(is_meant(cell) for notebook in notebooks.values() for cell in notebook.cells)


def _of_each(reasons: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the problems of each notebook; they name it if there are several."""
    for notebook, every in reasons.items():
        yield from (in_notebook(notebook, reasons) + reason for reason in every)
