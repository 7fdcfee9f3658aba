"""What a regrade changes, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rich.table import Table
from rich.text import Text

from autograder.regrade.changes import Change, ExerciseChange, Preview, Totals
from autograder.results.points import points_text
from autograder.text import printable

_MOST_ROWS = 500
_TESTS_SHOWN = 3  # of an exercise; --json has all


def change_table(preview: Preview) -> Table:
    """Return a row for each student whose marks or verdicts change, the largest change first."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("student")
    for name in ("before", "after", "change"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("where")
    for change in preview.changes[:_MOST_ROWS]:
        table.add_row(
            Text(printable(change.student)),
            _mark(change.before, change.max_before, change.outcome_before),
            _mark(change.after, change.max_after, change.outcome_after),
            Text("new" if change.before is None else _signed(change.difference), _style(change)),
            Text("; ".join(_where(change))),
        )
    return table


def total_sentence(totals: Totals) -> str:
    """Return how many marks go up and down, and the means."""
    text = f"{totals.up} up, {totals.down} down, {totals.unchanged} unchanged"
    if totals.new:
        text += f", {totals.new} new"
    if totals.mean_before is None or totals.mean_after is None:
        return text
    return f"{text}; mean {totals.mean_before:.2f} before, {totals.mean_after:.2f} after"


def left_out(preview: Preview) -> int:
    """Return how many rows a table of a very large class leaves out."""
    return max(0, len(preview.changes) - _MOST_ROWS)


def _mark(points: float | None, most: float | None, outcome: str | None) -> str:
    if points is None or most is None:
        return "-"
    return "?" if outcome == "error" else f"{points_text(points)}/{points_text(most)}"


def _signed(points: Fraction) -> str:
    return ("+" if points > 0 else "") + points_text(points)


def _style(change: Change) -> str:
    return "green" if change.difference > 0 else "yellow" if change.difference < 0 else ""


def _where(change: Change) -> Iterator[str]:
    if change.before is not None and change.outcome_before != change.outcome_after:
        yield f"{change.outcome_before} → {change.outcome_after}"
    if change.before is not None:
        yield from map(_exercise, change.exercises)
    if change.penalty_before is not None and change.penalty_before != change.penalty_after:
        penalties = map(points_text, (change.penalty_before, change.penalty_after))
        yield "late penalty " + " → ".join(penalties)


def _exercise(exercise: ExerciseChange) -> str:
    tests = [
        f"{printable(test.id)} {test.before or 'none'} → {test.after or 'none'}"
        for test in exercise.tests[:_TESTS_SHOWN]
    ]
    if more := len(exercise.tests) - _TESTS_SHOWN:
        tests += [f"{more} more"] if more > 0 else []
    told = f" ({', '.join(tests)})" if tests else ""
    return f"{printable(exercise.name)} {_signed(exercise.difference)}{told}"
