"""The table of a class in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from autograder.results import ExerciseResult, Outcome, SubmissionOutcome, SubmissionResult

_STYLE = {
    Outcome.PASSED: "green",
    Outcome.MISSING: "dim",
    Outcome.FAILED: "yellow",
    Outcome.CRASHED: "magenta",
    Outcome.TIMEOUT: "magenta",
    Outcome.ERROR: "bold red",
}


def class_table(results: Iterable[SubmissionResult]) -> Table:
    """Return a row a submission: marks for each exercise, total, and what to know."""
    results = sorted(results, key=lambda r: r.student)
    names = _exercise_names(results)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("student", no_wrap=True, overflow="ellipsis")
    for name in names:
        table.add_column(name.replace("_", "\n", 1), justify="right")
    table.add_column("total", justify="right", style="bold")
    table.add_column("notes", overflow="ellipsis", no_wrap=True, ratio=1)
    for result in results:
        by_name = {exercise.name: exercise for exercise in result.exercises}
        marks = [_mark(by_name.get(name)) for name in names]
        table.add_row(escape(result.student), *marks, _total(result), escape(_notes(result)))
    return table


def _exercise_names(results: Sequence[SubmissionResult]) -> list[str]:
    return list(dict.fromkeys(e.name for result in results for e in result.exercises))


def _mark(exercise: ExerciseResult | None) -> Text:
    if exercise is None:
        return Text("-", style="dim")
    text = f"{exercise.score:g}"
    if exercise.outcome not in (Outcome.PASSED, Outcome.FAILED):
        text += f" {exercise.outcome}"
    return Text(text, style=_STYLE[exercise.outcome])


def _total(result: SubmissionResult) -> str:
    if result.outcome is SubmissionOutcome.ERROR:
        return "?"
    return f"{result.score:g}/{result.max_score:g}"


def _notes(result: SubmissionResult) -> str:
    prefix = "" if result.outcome is SubmissionOutcome.GRADED else f"{result.outcome.upper()}: "
    carried = [e.name for e in result.exercises if any(t.carried_forward for t in e.tests)]
    notes = [f"carried forward: {', '.join(carried)}"] if carried else []
    notes += result.notes
    more = f" (+{len(notes) - 1} more)" if len(notes) > 1 else ""
    return prefix + (notes[0] + more if notes else "")
