"""The table of a class in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from autograder.results import (
    ExerciseResult,
    Outcome,
    SubmissionOutcome,
    SubmissionResult,
    points_text,
)
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


def class_table(results: Iterable[SubmissionResult]) -> Table:
    """Return a row a submission: marks for each exercise, total, and what to know."""
    results = sorted(results, key=lambda r: r.student)
    names = _exercise_names(results)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("student", no_wrap=True, overflow="ellipsis")
    for name in names:
        table.add_column(name.replace("_", "\n", 1), justify="right", no_wrap=True)
    table.add_column("total", justify="right", style="bold", no_wrap=True)
    table.add_column("notes")
    for result in results:
        by_name = {exercise.name: exercise for exercise in result.exercises}
        marks = [_mark(by_name.get(name)) for name in names]
        student = _shortened(printable(result.student), _NAME_CHARS)
        table.add_row(Text(student), *marks, _total(result), Text(_notes(result)))
    return table


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
    return f"{points_text(result.score)}/{points_text(result.max_score)}"


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
