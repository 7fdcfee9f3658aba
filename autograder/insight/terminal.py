"""The report of a class in the terminal: tables of exercises, mistakes and odd tests."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from autograder.insight.figures import ClassReport, TestFigures
from autograder.insight.monday import percent
from autograder.results.points import points_text
from autograder.text import printable, shortened

_MOST_ROWS = 20  # the page and --json have all
_MOST_CHARS = 70


def report_tables(report: ClassReport) -> Iterator[Table | str]:
    """Yield the parts of a report, without any student's name."""
    marks = report.marks
    if marks is not None:
        yield (
            f"{marks.n} graded: mean {points_text(marks.mean)} of "
            f"{points_text(marks.most_possible)}, median {points_text(marks.median)}, "
            f"from {points_text(marks.least)} to {points_text(marks.most)}"
        )
        yield _exercises(report)
    odd = [test for test in report.tests if test.flags]
    if odd:
        yield _tests(odd)
    mistakes = _mistakes(report)
    if mistakes.row_count:
        yield mistakes
    yield from (f"{n}. {sentence}" for n, sentence in enumerate(report.monday, 1))


def _table(*headers: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for header in headers:
        is_number = header in {"points", "mean", "difficulty", "tells apart", "students", "passed"}
        table.add_column(header, justify="right" if is_number else "left")
    return table


def _exercises(report: ClassReport) -> Table:
    table = _table("exercise", "points", "mean", "difficulty", "tells apart", "outcomes")
    for one in report.exercises:
        outcomes = ", ".join(f"{n} {outcome}" for outcome, n in one.outcomes.items())
        table.add_row(
            _short(one.title or one.name),
            points_text(one.max_score),
            points_text(one.mean),
            percent(one.difficulty),
            correlation_text(one.discrimination),
            outcomes,
        )
    return table


def _tests(odd: list[TestFigures]) -> Table:
    table = _table("odd test", "exercise", "passed", "tells apart", "why")
    for one in odd[:_MOST_ROWS]:
        passed = f"{one.passed} of {one.answered}"
        correlation = correlation_text(one.discrimination)
        why = "; ".join(FLAGS[flag] for flag in one.flags)
        table.add_row(_short(one.title), _short(one.exercise), passed, correlation, why)
    return table


def _mistakes(report: ClassReport) -> Table:
    table = _table("students", "mistake", "what they read")
    for known in report.known[:_MOST_ROWS]:
        table.add_row(str(known.count), _short(known.name), _short(known.hint))
    for group in [one for one in report.unexplained if one.count > 1][:_MOST_ROWS]:
        table.add_row(str(group.count), f"unnamed: {_short(group.name)}", _short(group.told))
    return table


FLAGS = {
    "everyone": "everyone passed",
    "nobody": "nobody passed",
    "suspect": "even those fail who have all else right",
    "backwards": "weaker students pass it more often",
}


def correlation_text(value: float | None) -> str:
    """Return a correlation with two decimals; a dash if there is none."""
    return "-" if value is None else f"{value:.2f}"


def _short(text: str) -> str:
    return shortened(printable(text), _MOST_CHARS)
