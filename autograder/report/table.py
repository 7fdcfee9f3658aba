"""The table of a class in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

from autograder.results.format import ExerciseResult, Outcome, SubmissionOutcome, SubmissionResult
from autograder.results.points import points_text
from autograder.text import printable

STYLE = {
    Outcome.PASSED: "green",
    Outcome.MISSING: "dim",
    Outcome.FAILED: "yellow",
    Outcome.CRASHED: "magenta",
    Outcome.TIMEOUT: "magenta",
    Outcome.ERROR: "bold red",
}


_WORD = {
    Outcome.MISSING: "miss",
    Outcome.CRASHED: "crash",
    Outcome.TIMEOUT: "time",
    Outcome.ERROR: "error",
}
_NAME_CHARS, _NOTE_CHARS = 40, 60  # all of them are in the result file
_NARROW_NAME_CHARS = 24
_LEAST_NOTE_CHARS = 20  # a narrower column of notes is hard to read


def class_table(results: Iterable[SubmissionResult], width: int | None = None) -> Table:
    """Return a row a submission: marks for each exercise, total, and what to know.

    Where the exercises' columns do not fit into so many characters, all marks of a
    submission stand in one column, in lines; the total is there at every width.
    """
    results = sorted(results, key=lambda r: r.student)
    wide = _wide_table(results)
    if width is None or _width_of(wide) <= width:
        return wide
    return _narrow_table(results)


def _wide_table(results: Sequence[SubmissionResult]) -> Table:
    names = _exercise_names(results)
    table = _table()
    for name in names:
        table.add_column(name.replace("_", "\n", 1), justify="right", no_wrap=True)
    table.add_column("total", justify="right", style="bold", no_wrap=True)
    table.add_column("notes", min_width=_LEAST_NOTE_CHARS if any(map(_notes, results)) else None)
    for result in results:
        by_name = {exercise.name: exercise for exercise in result.exercises}
        marks = [_mark(by_name.get(name)) for name in names]
        table.add_row(_student(result), *marks, _total(result), Text(_notes(result)))
    return table


def _narrow_table(results: Sequence[SubmissionResult]) -> Table:
    table = _table(max_width=_NARROW_NAME_CHARS)
    longest = max((len(_total(result)) for result in results), default=0)
    table.add_column("total", justify="right", style="bold", no_wrap=True, min_width=longest)
    table.add_column("exercises and notes", overflow="fold")
    for result in results:
        marks = [Text.assemble(f"{e.name} ", _mark(e)) for e in result.exercises]
        lines = [Text(", ").join(marks), Text(_notes(result))]
        told = Text("\n").join(line for line in lines if line)
        table.add_row(_student(result), _total(result), told)
    return table


def _table(max_width: int | None = None) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("student", no_wrap=True, overflow="ellipsis", max_width=max_width)
    return table


def _width_of(table: Table) -> int:
    """Return how many characters a table needs at least, with no column cut off."""
    console = Console(width=10_000)
    padding = 1  # between two columns, on one side
    needed = (_needed(console, column) + padding for column in table.columns)
    return sum(needed) - padding


def _needed(console: Console, column: Column) -> int:
    cells = [column.header, *column.cells]
    measured = [Measurement.get(console, console.options, cell) for cell in cells]
    if column.no_wrap:
        return max(m.maximum for m in measured)
    return max(column.min_width or 0, *(m.minimum for m in measured))


def _student(result: SubmissionResult) -> Text:
    return Text(_shortened(printable(result.student), _NAME_CHARS))


def _exercise_names(results: Sequence[SubmissionResult]) -> list[str]:
    return list(dict.fromkeys(e.name for result in results for e in result.exercises))


def _mark(exercise: ExerciseResult | None) -> Text:
    if exercise is None:
        return Text("-", style="dim")
    word = _WORD.get(exercise.outcome, "")
    return Text(f"{points_text(exercise.score)} {word}".strip(), style=STYLE[exercise.outcome])


def _total(result: SubmissionResult) -> str:
    if result.outcome is SubmissionOutcome.ERROR:
        return "?"
    return f"{points_text(result.counts)}/{points_text(result.max_score)}"


def _notes(result: SubmissionResult) -> str:
    prefix = "" if result.outcome is SubmissionOutcome.GRADED else f"{result.outcome.upper()}: "
    notes = [f"carried forward: {', '.join(_carried(result))}"] if _carried(result) else []
    notes += result.notes
    if not notes:
        return prefix
    first = _shortened(notes[0], _NOTE_CHARS)
    return prefix + first + (f" (+{len(notes) - 1} more)" if len(notes) > 1 else "")


def _carried(result: SubmissionResult) -> list[str]:
    """Return the exercises that were judged again, each with what it builds on that was wrong."""
    origins = {
        e.name: dict.fromkeys(name for t in e.tests for name in t.carried_from)
        for e in result.exercises
        if any(t.carried_forward for t in e.tests)
    }
    return [f"{name} (from {', '.join(origin)})" for name, origin in origins.items()]


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
