"""The table of a class in the terminal."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

from autograder.languages import Catalogue, listing, say
from autograder.report.words import tell
from autograder.results.brief import Mark, Row
from autograder.results.format import Outcome, SubmissionOutcome
from autograder.results.points import points_text
from autograder.text import printable, shortened

STYLE = {
    Outcome.PASSED: "green",
    Outcome.MISSING: "dim",
    Outcome.FAILED: "yellow",
    Outcome.CRASHED: "magenta",
    Outcome.TIMEOUT: "magenta",
    Outcome.ERROR: "bold red",
}


_WORD = {
    Outcome.MISSING: say("miss"),
    Outcome.CRASHED: say("crash"),
    Outcome.TIMEOUT: say("time"),
    Outcome.ERROR: say("error"),
}
_NOT_GRADED = {
    SubmissionOutcome.UNREADABLE: say("UNREADABLE: {notes}"),
    SubmissionOutcome.ERROR: say("ERROR: {notes}"),
}
_NAME_CHARS, _NOTE_CHARS = 40, 60  # the result file has the full texts
_NARROW_NAME_CHARS = 24
_LEAST_NOTE_CHARS = 20  # a narrower column of notes is hard to read


def class_table(
    rows: Iterable[Row],
    width: int | None = None,
    catalogue: Catalogue | None = None,
) -> Table:
    """Return a row for each submission: marks for each exercise, total, and notes.

    If the exercises' columns do not fit into `width` characters, one column holds all marks of a
    submission, line by line. The total is shown at every width. The table is in the language of
    the catalogue, or in English without one; the notes of the rows are in that language already.
    """
    told = _Rows(sorted(rows, key=lambda row: row.student), catalogue)
    wide = told.wide()
    return wide if width is None or _width_of(wide) <= width else told.narrow()


class _Rows:
    """Makes the table of rows in one language."""

    def __init__(self, rows: Sequence[Row], catalogue: Catalogue | None) -> None:
        self._rows = rows
        self._tell = functools.partial(tell, catalogue=catalogue)

    def wide(self) -> Table:
        """Return a table with a column for each exercise."""
        names = _exercise_names(self._rows)
        table = self._table()
        for name in names:
            table.add_column(name.replace("_", "\n", 1), justify="right", no_wrap=True)
        table.add_column(self._tell(say("total")), justify="right", style="bold", no_wrap=True)
        has_notes = any(map(self._notes, self._rows))
        least = _LEAST_NOTE_CHARS if has_notes else None
        table.add_column(self._tell(say("notes")), min_width=least)
        for row in self._rows:
            by_name = {mark.name: mark for mark in row.marks}
            marks = [self._mark(by_name.get(name)) for name in names]
            table.add_row(_student(row), *marks, _total(row), Text(self._notes(row)))
        return table

    def narrow(self) -> Table:
        """Return a table with all marks of a submission in one column."""
        table = self._table(max_width=_NARROW_NAME_CHARS)
        longest = max((len(_total(row)) for row in self._rows), default=0)
        total = self._tell(say("total"))
        table.add_column(total, justify="right", style="bold", no_wrap=True, min_width=longest)
        table.add_column(self._tell(say("exercises and notes")), overflow="fold")
        for row in self._rows:
            marks = [Text.assemble(f"{e.name} ", self._mark(e)) for e in row.marks]
            lines = [Text(", ").join(marks), Text(self._notes(row))]
            told = Text("\n").join(line for line in lines if line)
            table.add_row(_student(row), _total(row), told)
        return table

    def _table(self, max_width: int | None = None) -> Table:
        table = Table(box=None, pad_edge=False, header_style="bold")
        student = self._tell(say("student"))
        table.add_column(student, no_wrap=True, overflow="ellipsis", max_width=max_width)
        return table

    def _mark(self, exercise: Mark | None) -> Text:
        if exercise is None:
            return Text("-", style="dim")
        word = self._tell(_WORD.get(exercise.outcome, ""))
        return Text(f"{points_text(exercise.score)} {word}".strip(), style=STYLE[exercise.outcome])

    def _notes(self, row: Row) -> str:
        carried = _carried(row)
        first, n = (carried, row.notes + 1) if carried else (row.note, row.notes)
        told = shortened(self._tell(first), _NOTE_CHARS) if n else ""
        if n > 1:
            told = self._tell(say("{note} (+{n} more)", note=told, n=n - 1))
        if row.outcome is SubmissionOutcome.GRADED:
            return told
        return self._tell(_NOT_GRADED[row.outcome].filled(notes=told))


def _width_of(table: Table) -> int:
    """Return how many characters a table needs if no column is cut off."""
    console = Console(width=10_000)
    padding = 1  # on one side of a column
    needed = (_needed(console, column) + padding for column in table.columns)
    return sum(needed) - padding


def _needed(console: Console, column: Column) -> int:
    cells = [column.header, *column.cells]
    measured = [Measurement.get(console, console.options, cell) for cell in cells]
    if column.no_wrap:
        return max(m.maximum for m in measured)
    return max(column.min_width or 0, *(m.minimum for m in measured))


def _student(row: Row) -> Text:
    return Text(shortened(printable(row.student), _NAME_CHARS))


def _exercise_names(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(mark.name for row in rows for mark in row.marks))


def _total(row: Row) -> str:
    if row.outcome is SubmissionOutcome.ERROR:
        return "?"
    return f"{points_text(row.counts)}/{points_text(row.max_score)}"


def _carried(row: Row) -> str:
    """Return which exercises were judged again, each with the wrong exercises that it uses."""
    told = [
        say("{exercise} (from {others})", exercise=name, others=", ".join(others))
        for name, others in row.carried
    ]
    return say("carried forward: {exercises}", exercises=listing(told)) if told else ""
