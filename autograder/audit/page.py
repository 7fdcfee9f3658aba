"""The report card of an assignment's graders as a Markdown page.

It is the same for the same graders and secret: it contains no times and no paths of a machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder.audit.report import Checked, ExerciseMutants, Report
from autograder.audit.submissions import Kind
from autograder.audit.table import (
    NO_MUTANT,
    closest,
    constants_sentence,
    failed_tests,
    generous_sentence,
    heading,
    listed,
    odd_sentence,
)


def audit_page(report: Report) -> str:
    """Return the whole page."""
    sections = [
        _summary(report),
        _mutants(report),
        *_survivors(report),
        *_equivalent(report),
        *_misconceptions(report),
        *_variants(report),
        _tests(report),
        *_at_once(report),
        _caught(report),
        *_named(report),
        _nothing(report),
        *_stand_ins(report),
    ]
    return "\n\n".join(["\n".join(section) for section in map(list, sections)]) + "\n"


def _summary(report: Report) -> Iterator[str]:
    yield f"# Audit of {report.assignment}"
    yield ""
    yield f"Written by `autograder audit {report.assignment} --page`; do not edit."
    yield 'What it means is in docs/writing-graders.md of Backgrade, under "The audit".'
    yield ""
    yield f"**{'Clean.' if report.is_clean else 'Not clean.'}**"
    yield ""
    yield f"- Hidden tests, solution and what lies beside it had the fingerprint {report.audited}."
    for one in report.checked:
        if one.kind in {Kind.REFERENCE, Kind.RELEASE}:
            yield f"- The {one.kind} gets {one.score:g} of {one.max_score:g} points."
    for line in _wrong(report):
        yield f"- {line}"


def _wrong(report: Report) -> Iterator[str]:
    yield from (f"Not graded, an error of ours: {error}" for error in report.errors)
    for one in report.checked:
        yield from (f"{heading(one)}: {problem}" for problem in one.problems)
    yield from (f"No mutant of {name}: {NO_MUTANT}" for name in report.unmutated)
    if report.nothing.is_too_much:
        yield f"Points for nothing: {constants_sentence(report)}"
    for stand_in in report.generous:
        yield f"Points for a stand-in: {generous_sentence(stand_in)}"
    for entry in report.stale:
        yield f"Stale in equivalent_mutants.yaml: {_code(entry.before)} → {_code(entry.after)}"


def _mutants(report: Report) -> Iterator[str]:
    yield "## Mutants"
    yield ""
    rows = [_counts(one) for one in report.mutants]
    total = ("together", *(sum(row[i] for row in rows) for i in range(1, 5)))  # type: ignore[misc]
    yield from _table(("exercise", "made", "equivalent", "caught", "survived"), [*rows, total])


def _counts(one: ExerciseMutants) -> tuple[str, int, int, int, int]:
    return one.exercise, one.mutants, len(one.equivalent), one.caught, len(one.survivors)


def _survivors(report: Report) -> Iterator[list[str]]:
    every = [survivor for one in report.mutants for survivor in one.survivors]
    if not every:
        return
    lines = ["### Survivors"]
    for survivor in every:
        lines += ["", f"{survivor.exercise}; {closest(survivor)}:", ""]
        lines += ["```diff", survivor.diff, "```"]
    yield lines


def _equivalent(report: Report) -> Iterator[list[str]]:
    every = [survivor for one in report.mutants for survivor in one.equivalent]
    rows = [(s.exercise, _code(s.before), _code(s.after), s.reason.strip()) for s in every]
    if rows:
        table = _table(("exercise", "before", "after", "why no test could tell"), rows)
        yield ["### Equivalent", "", *table]


def _misconceptions(report: Report) -> Iterator[list[str]]:
    rows = [
        (one.name, one.exercise, len(one.caught_by), _verdict(one))
        for one in report.checked
        if one.kind is Kind.MISCONCEPTION
    ]
    if rows:
        table = _table(("misconception", "exercise", "tests not passed", "verdict"), rows)
        yield ["## Misconceptions", "", *table]


def _verdict(one: Checked) -> str:
    return "; ".join(one.problems) or "caught and named"


def _variants(report: Report) -> Iterator[list[str]]:
    every = [one for one in report.checked if one.kind is Kind.VARIANT]
    names = dict.fromkeys(one.exercise for one in every)
    rows = [
        (name, len(own), sum(not one.problems for one in own))
        for name in names
        for own in [[one for one in every if one.exercise == name]]
    ]
    if rows:
        table = _table(("exercise", "variants", "full marks"), rows)
        yield ["## Correct variants", "", *table]


def _tests(report: Report) -> Iterator[str]:
    yield "## Hidden tests"
    yield ""
    yield "How many mutants and misconceptions do not pass a test, and how many of them pass"
    yield "every other test of the exercise."
    yield ""
    rows = [
        (
            *(test.exercise, _code(test.id), f"{test.weight:g}"),
            *(test.mutants, test.mutants_alone),
            *(test.misconceptions, test.misconceptions_alone),
        )
        for test in report.tests
    ]
    head = ("exercise", "test", "weight", "mutants", "alone", "misconceptions", "alone")
    yield from _table(head, rows)


def _at_once(report: Report) -> Iterator[list[str]]:
    rows = [
        (
            *(one.exercise, one.tests, f"{len(one.mistakes)} of {one.of_mistakes}"),
            *(f"{one.mutants} of {one.of_mutants}", ", ".join(one.mistakes)),
        )
        for one in report.at_once
    ]
    if rows:
        head = ("exercise", "tests", "misconceptions", "mutants", "which misconceptions")
        yield ["## One mistake costs all tests", "", *_table(head, rows)]


def _caught(report: Report) -> Iterator[str]:
    yield "## What each mistake fails"
    yield ""
    rows = [
        (
            one.exercise,
            one.name or f"{_code(one.before)} → {_code(one.after)}",
            failed_tests(one),
        )
        for one in report.caught
    ]
    yield from _table(("exercise", "mistake", "tests that it does not pass"), rows)


def _named(report: Report) -> Iterator[list[str]]:
    if report.named:
        lines = [f"- `{one.mistake}` {one.sentence}" for one in report.named]
        yield ["## Known mistakes in the class", "", *lines]


def _nothing(report: Report) -> Iterator[str]:
    yield "## Answers with nothing right in them"
    yield ""
    yield f"{odd_sentence(report)}. In all, {constants_sentence(report)}:"
    yield ""
    earned = [one for one in report.nothing.earned if one.most]
    rows = [
        (one.exercise, f"{one.max_score:g}", *(f"{p:.3g}" for p in one.points.values()))
        for one in earned
    ]
    yield from _table(("exercise", "points", *report.nothing.constants), rows)
    for one in report.nothing.tripped:
        yield ""
        yield f"- {_code(one.test)} raises {one.how}: {listed(one.answers)}"


def _stand_ins(report: Report) -> Iterator[list[str]]:
    rows = [(s.exercise, f"{s.max_score:g}", f"{s.points:.3g}") for s in report.nothing.stand_ins]
    if rows:
        head = ("exercise", "points", "what its stand-in earns")
        yield ["## Stand-ins as answers", "", *_table(head, rows)]


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        cells = [str(cell).replace("|", "\\|").replace("\n", " ") for cell in row]
        yield f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    """Return code for a line of Markdown, with as many backticks around it as necessary."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{' '.join(text.split())}{fence}"
