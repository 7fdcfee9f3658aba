"""A large class in the terminal: how its exercises went, not a line for everybody."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from autograder.languages import Catalogue, say
from autograder.report.table import STYLE
from autograder.report.words import tell
from autograder.results.brief import Mark, Row
from autograder.results.format import Outcome, SubmissionOutcome
from autograder.results.points import points_text

_HEADERS = {
    Outcome.PASSED: say("passed"),
    Outcome.MISSING: say("missing"),
    Outcome.FAILED: say("failed"),
    Outcome.CRASHED: say("crashed"),
    Outcome.TIMEOUT: say("time"),
    Outcome.ERROR: say("error"),
}


def class_overview(rows: Iterable[Row], catalogue: Catalogue | None = None) -> Table:
    """Return a line for each exercise: mean and median of the points, and how many ended how.

    The last line is of the totals. What was not graded does not count.
    """
    graded = [row for row in rows if row.outcome is SubmissionOutcome.GRADED]
    marks: dict[str, list[Mark]] = {}
    for row in graded:
        for mark in row.marks:
            marks.setdefault(mark.name, []).append(mark)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(tell(say("exercise"), catalogue), no_wrap=True)
    for header in (say("mean"), say("median"), say("points"), *_HEADERS.values()):
        table.add_column(tell(header, catalogue), justify="right")
    for name, own in marks.items():
        points = _of_points([mark.score for mark in own], own[0].max_score)
        table.add_row(name, *points, *map(_number, _HEADERS, _counts(own)))
    if graded:
        total = _of_points([row.counts for row in graded], graded[0].max_score)
        table.add_row(tell(say("total"), catalogue), *total, style="bold")
    return table


def not_graded(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that somebody has to look at."""
    return [row for row in rows if row.outcome is not SubmissionOutcome.GRADED]


def _of_points(scores: Sequence[float], most: float) -> tuple[str, str, str]:
    middle = statistics.fmean(scores), statistics.median(scores)
    return points_text(middle[0]), points_text(middle[1]), points_text(most)


def _counts(marks: Sequence[Mark]) -> list[int]:
    outcomes = [mark.outcome for mark in marks]
    return [outcomes.count(outcome) for outcome in _HEADERS]


def _number(outcome: Outcome, count: int) -> Text:
    return Text(str(count or ""), style=STYLE[outcome])
