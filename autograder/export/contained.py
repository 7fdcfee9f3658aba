"""Grade the one submission in another system's container, and answer in that system's format.

`python -m autograder.export.contained gradescope-autograder`, or `prairielearn`. Trusted: student
code runs below it in a sandbox, never in the container itself, which holds the kit.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import AutograderError, EngineError
from autograder.export.answers import (
    PRAIRIELEARN_FAILURE,
    gradescope_results,
    prairielearn_results,
)
from autograder.export.kit import KIT, unpack_kit
from autograder.export.systems import System
from autograder.files import json_bytes, write_whole
from autograder.grading.engine import ClassRun, grade_class
from autograder.results.format import SubmissionOutcome, SubmissionResult
from autograder.sandbox.home import HeldFolder
from autograder.sandbox.levels import choose_isolation
from autograder.submission.editions import Editions
from autograder.submission.find import submission_of

_STUDENT = "submission"  # the system knows whose it is


class Layout(NamedTuple):
    """Where a system's container has its files, and the format of its results."""

    kit: Path
    submission: Path
    results: Path
    write: Callable[[SubmissionResult, CourseFolder, Assignment, dt.datetime], dict[str, Any]]
    failure: dict[str, Any] | None = None  # the results if ours failed; None: there must be none


LAYOUTS = {
    System.GRADESCOPE: Layout(
        Path("/autograder/source") / KIT,
        Path("/autograder/submission"),
        Path("/autograder/results/results.json"),
        gradescope_results,
    ),
    System.PRAIRIELEARN: Layout(
        Path("/grade/tests") / KIT,
        Path("/grade/student"),
        Path("/grade/results/results.json"),
        prairielearn_results,
        PRAIRIELEARN_FAILURE,  # without results, it would count a zero
    ),
}


def grade_here(layout: Layout) -> None:
    """Grade what lies in the container and write the results.

    Raises SandboxError if the container allows no isolation, and EngineError if something of ours
    failed. Then there is no mark, because it would be wrong.
    """
    layout.results.unlink(missing_ok=True)
    if layout.failure is not None:
        write_whole(layout.results, json_bytes(layout.failure))
    with _unpacked(layout.kit) as (folder, assignment):
        result = _graded(folder, assignment, layout.submission)
        if result.outcome is SubmissionOutcome.ERROR:
            raise EngineError("; ".join((*result.notes, *result.for_instructor)))
        told = layout.write(result, folder, assignment, dt.datetime.now(dt.UTC))
        write_whole(layout.results, json_bytes(told))
    engine = result.engine  # only for instructors, who can compare it with a result file's
    sys.stdout.write(
        f"graded: isolation {engine.isolation}, seed {engine.seed}, secret {engine.secret}, "
        f"graders {engine.graders_sha256}\n"
    )


@contextlib.contextmanager
def _unpacked(kit: Path) -> Iterator[tuple[CourseFolder, Assignment]]:
    place = HeldFolder()
    try:
        yield unpack_kit(kit, place.folder.resolve())
    finally:
        place.close()


def _graded(folder: CourseFolder, assignment: Assignment, handed_in: Path) -> SubmissionResult:
    isolation, why_not_better = choose_isolation()
    if why_not_better:
        sys.stdout.write(f"isolation {isolation}: {why_not_better.removeprefix('sandbox: ')}\n")
    editions = Editions.of(folder, assignment)
    found = submission_of(_STUDENT, handed_in, assignment.name, assignment.notebooks, editions)
    run = ClassRun(folder, assignment, [found], folder.results(), isolation)
    (graded,) = grade_class(run, jobs=1)
    return graded.result


def main() -> None:
    """Grade in the container of the system that is named; exit with 3 if there are no results."""
    try:
        grade_here(LAYOUTS[System(sys.argv[1])])
    except (AutograderError, OSError) as error:
        sys.stderr.write(f"autograder: not graded: {error}\n")
        sys.exit(3)


if __name__ == "__main__":
    main()
