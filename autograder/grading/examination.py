"""Find out which test cells of an adopted assignment can judge, on the source's own solution.

In a process of its own, as a grader process is: the instructor's code runs in it.
"""

from __future__ import annotations

import enum
import os
import subprocess
import sys
from pathlib import Path

import msgspec

from autograder.course.folder import CourseFolder, find_course
from autograder.course.settings import Assignment, CellRule, Runs
from autograder.errors import AutograderError, CourseError
from autograder.languages import plain
from autograder.sandbox.home import Home
from autograder.sandbox.policy import Isolation
from autograder.surroundings import clean_environment, python


class Where(enum.StrEnum):
    """Where a test cell judges."""

    OUTSIDE = "outside"  # in the grader process: its verdicts are its own
    INSIDE = "inside"  # in the sandbox: its word is taken
    ASIDE = "aside"  # nowhere, as course.yaml says
    NOWHERE = "nowhere"  # it fails on the source's own solution wherever it runs


class Examined(msgspec.Struct, frozen=True):
    """What was found out of one test cell."""

    notebook: str
    question: str
    title: str
    where: Where
    reason: str = ""  # why it does not run outside


class _Report(msgspec.Struct, frozen=True):
    examined: list[Examined] = []
    error: str = ""


def examine(folder: CourseFolder, assignment: Assignment, isolation: Isolation) -> list[Examined]:
    """Return what becomes of each test cell; raises CourseError if the source cannot be read."""
    home = Home((str(path), name) for name, path in folder.handed_out(assignment).items())
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            [*python("autograder.grading.examination"), folder.root, assignment.name, isolation],
            cwd=home.folder,
            env=clean_environment() | {"MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    finally:
        home.close()
    try:
        report = msgspec.json.decode(done.stdout.splitlines()[-1], type=_Report)
    except (IndexError, msgspec.MsgspecError):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else f"the process ended with status {done.returncode}"
        raise CourseError(f"{assignment.name}: its test cells cannot be tried: {why}") from None
    if report.error:
        raise CourseError(report.error)
    return report.examined


def _examine(folder: CourseFolder, assignment: Assignment, isolation: Isolation) -> list[Examined]:
    from autograder.grading.by_cells import CellsJudge  # noqa: PLC0415 - numpy, in the process alone

    judge = CellsJudge(isolation, folder, assignment)
    try:
        judge.start()
        first = list(judge.rehearsed(assignment))
        failed = {one.question: one for one in first if one.reason}
        again = msgspec.structs.replace(
            assignment,
            cells=assignment.cells | dict.fromkeys(failed, CellRule(runs=Runs.INSIDE)),
        )
        second = judge.rehearsed(again) if failed else ()
        lost = {one.question: one.reason for one in second if one.reason}
    finally:
        judge.close()
    examined = []
    for one in first:
        where, reason = Where.OUTSIDE, ""
        if assignment.runs(one.question) is Runs.INSIDE:
            where = Where.INSIDE
        if one.question in failed:
            where = Where.NOWHERE if one.question in lost else Where.INSIDE
            reason = one.obstacle or one.reason
        if one.question in lost and lost[one.question] not in reason:
            reason = f"{reason}; in the sandbox: {lost[one.question]}"
        examined.append(
            Examined(one.notebook, one.question, plain(one.title), where, plain(reason))
        )
    return examined


def main() -> None:
    """Examine an assignment and print the report."""
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 - handed-out modules
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    root, name, isolation = sys.argv[1:]
    try:
        folder = find_course(Path(root))
        examined = _examine(folder, folder.course.assignment(name), Isolation(isolation))
        report = _Report(examined)
    except AutograderError as error:
        report = _Report(error=str(error))
    answers.write(msgspec.json.encode(report) + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
