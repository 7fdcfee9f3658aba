"""The report card of an assignment's graders in the terminal: a summary, then what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from autograder.audit.report import Checked, Report, Survivor
from autograder.audit.submissions import Kind

_WORDS = {
    Kind.REFERENCE: "reference: full marks",
    Kind.RELEASE: "release: no marks, all missing",
    Kind.MISCONCEPTION: "misconceptions: caught, alone, named",
    Kind.VARIANT: "correct variants: full marks",
}


def audit_tables(report: Report) -> Iterator[RenderableType]:
    """Yield what to print: a table for each section, then each thing that is wrong."""
    yield _checked(report)
    yield Text()
    yield _mutants(report)
    yield Text()
    yield _tests(report)
    for lines in _wrong(report):
        yield Text()
        yield lines


def _checked(report: Report) -> Table:
    table = _table("submission: what it must get", "graded", "as it must")
    for kind, words in _WORDS.items():
        of_kind = [one for one in report.checked if one.kind is kind]
        right = sum(not one.problems for one in of_kind)
        table.add_row(words, str(len(of_kind)), _good(right, len(of_kind)))
    return table


def _mutants(report: Report) -> Table:
    table = _table("mutants of", "made", "equivalent", "caught", "survived")
    for one in report.mutants:
        survived = Text(str(len(one.survivors)), style="bold red" if one.survivors else "")
        counts = (one.mutants, len(one.equivalent), one.caught)
        table.add_row(one.exercise, *map(str, counts), survived)
    return table


def _tests(report: Report) -> Table:
    table = _table("hidden test", "weight", "mutants", "alone", "misconceptions", "alone")
    for test in report.tests:
        counts = (test.mutants, test.mutants_alone, test.misconceptions, test.misconceptions_alone)
        table.add_row(Text(test.id), f"{test.weight:g}", *map(str, counts))
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _good(right: int, of: int) -> Text:
    return Text(str(right), style="green" if right == of else "bold red")


def _wrong(report: Report) -> Iterator[Text]:
    for error in report.errors:
        yield _said("not graded, an error of ours", [error])
    for one in report.checked:
        if one.problems:
            yield _said(heading(one), one.problems)
    for exercise in report.mutants:
        for survivor in exercise.survivors:
            told = [*survivor.diff.splitlines(), closest(survivor)]
            yield _said(f"a mutant of {exercise.exercise} survived", told)
    for entry in report.stale:
        told = [f"- {entry.before}", f"+ {entry.after}"]
        yield _said(f"stale in equivalent_mutants.yaml, {entry.exercise}: no survivor", told)


def _said(title: str, lines: list[str]) -> Text:
    return Text("\n".join([title, *(f"  {line}" for line in lines)]))


def heading(one: Checked) -> str:
    """Return which submission a problem is of."""
    name = f"{one.kind} {one.name}".strip()
    return f"{name} of {one.exercise}" if one.exercise else name


def closest(survivor: Survivor) -> str:
    """Say which test came closest to catching a mutant."""
    if not survivor.closest:
        return "no test saw any difference"
    return f"closest: {survivor.closest}, with {survivor.closeness:.1g} of what it tolerates"
