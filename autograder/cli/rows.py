"""A class that was graded: a row for each submission, and results in full for who needs them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import typer

from autograder.cli.console import announce, watched
from autograder.grading.engine import ClassRun, Graded, grade_class
from autograder.grading.protocol import HandOut
from autograder.insight.alarms import LEAST, alarms, tallies
from autograder.results.brief import Row
from autograder.results.format import SubmissionOutcome, SubmissionResult
from autograder.results.store import ResultStore

_STOPPED = 130  # the exit code of a program that Ctrl-C ended
_MOST_LOOKED_AT = 500  # results that are read again to see whether a hidden test is odd


class GradedClass(msgspec.Struct, frozen=True):
    """The rows of a class. Full results stay in their files: ten thousand would fill the memory."""

    run: ClassRun
    rows: list[Row]
    unkept: dict[str, SubmissionResult]  # by student, those that have no file

    def result(self, row: Row) -> SubmissionResult:
        """Return a submission's result in full."""
        store = ResultStore(self.run.results, self.run.assignment.name)
        return self.unkept.get(row.student) or store.read(row.student)

    def results(self) -> Iterator[SubmissionResult]:
        """Yield every result in full, one after the other, in the order of the students' names."""
        yield from map(self.result, sorted(self.rows, key=lambda row: row.student))

    def graded(self, rows: list[Row]) -> Iterator[Graded]:
        """Yield results in full, with whether they are new."""
        return (Graded(self.result(row), is_new=row.is_new) for row in rows)


def grade_to_rows(
    run: ClassRun, jobs: int, hand_out: HandOut | None, language: str = ""
) -> GradedClass:
    """Grade a class and show how far that is; notes in the rows are in a language of the course."""
    unkept: dict[str, SubmissionResult] = {}
    new = 0

    def coming() -> Iterator[Row]:
        nonlocal new
        for one in grade_class(run, jobs=jobs, hand_out=hand_out):
            row = one.row(language)
            if row.student in run.unkept:
                unkept[row.student] = one.result
            new += row.is_new
            yield row

    try:
        rows = watched(coming(), len(run.submissions))
    except KeyboardInterrupt:
        announce(f"stopped: {new} graded and kept; run the same command to go on")
        raise typer.Exit(_STOPPED) from None
    return GradedClass(run, rows, unkept)


def tell_of_odd_tests(graded: GradedClass) -> None:
    """Say of each hidden test that seems to be wrong why.

    Of a large class, results are taken at equal distances: reading all would take seconds.
    """
    rows = [row for row in graded.rows if row.outcome is SubmissionOutcome.GRADED]
    if len(rows) < LEAST:
        return
    step = -(-len(rows) // _MOST_LOOKED_AT)
    looked_at = sorted(rows, key=lambda row: row.student)[::step]
    told = alarms(tallies(map(graded.result, looked_at)))
    where = f"among {len(looked_at)} of the {len(rows)} submissions: " if step > 1 else ""
    for sentence in told:
        announce(f"{where}{sentence}")
