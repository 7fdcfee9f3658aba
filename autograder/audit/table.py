"""The report card of an assignment's graders in the terminal: a summary, then what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from autograder.audit.blame import Caught, short
from autograder.audit.nothing import MOST_SHARE, StandInEarned
from autograder.audit.report import Checked, Report, Survivor
from autograder.audit.submissions import Kind
from autograder.results.points import points_text

NO_MUTANT = "nothing is known of its tests: no operator changes its code"
_WORDS = {
    Kind.REFERENCE: "reference: full marks",
    Kind.RELEASE: "release: no marks, all missing",
    Kind.MISCONCEPTION: "misconceptions: caught, alone, named",
    Kind.VARIANT: "correct variants: full marks",
}


def audit_tables(report: Report) -> Iterator[RenderableType]:
    """Yield what to print: a table for each section, then everything that is wrong."""
    yield _checked(report)
    yield Text()
    yield _mutants(report)
    yield Text()
    yield _tests(report)
    yield Text()
    yield _caught(report)
    if report.at_once:
        yield Text()
        yield _at_once(report)
    yield Text()
    if any(one.most for one in report.nothing.earned):
        yield _constants(report)
    yield Text(constants_sentence(report))
    yield Text(odd_sentence(report))
    if report.nothing.stand_ins:
        yield Text()
        yield _stand_ins(report)
    if report.named:
        yield Text()
        yield Text("\n".join(f"{one.mistake} {one.sentence}" for one in report.named))
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


def _caught(report: Report) -> Table:
    """Return which tests the known mistakes fail, and how many mutants fail the same tests."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("exercise", "mistake", "tests that it does not pass"):
        table.add_column(name, no_wrap=name != "tests that it does not pass")
    alike: dict[tuple[str, str], int] = {}
    for one in report.caught:
        if one.kind is Kind.MUTANT:
            key = (one.exercise, failed_tests(one))
            alike[key] = alike.get(key, 0) + 1
        else:
            table.add_row(one.exercise, one.name, failed_tests(one))
    for (exercise, tests), many in alike.items():
        table.add_row(exercise, f"{many} mutant{'s' if many > 1 else ''}", tests)
    return table


def _at_once(report: Report) -> Table:
    table = _table("one mistake costs all tests of", "tests", "misconceptions", "mutants")
    for one in report.at_once:
        known = f"{len(one.mistakes)} of {one.of_mistakes}"
        table.add_row(one.exercise, str(one.tests), known, f"{one.mutants} of {one.of_mutants}")
    return table


def _constants(report: Report) -> Table:
    names = report.nothing.constants
    table = _table("constants of the right form: points", "of", *names)
    for one in report.nothing.earned:
        if one.most:
            points = (f"{one.points.get(name, 0.0):.3g}" for name in names)
            table.add_row(one.exercise, f"{one.max_score:g}", *points)
    return table


def _stand_ins(report: Report) -> Table:
    table = _table("stand-in as the answer to", "of", "points")
    for one in report.nothing.stand_ins:
        points = Text(f"{one.points:.3g}", style="bold red" if one.is_too_much else "")
        table.add_row(one.exercise, f"{one.max_score:g}", points)
    return table


def generous_sentence(one: StandInEarned) -> str:
    """Say what a stand-in earns, and what is allowed."""
    return (
        f"as the answer to {one.exercise} it earns {points_text(one.points)} of "
        f"{points_text(one.max_score)} points, where at most {MOST_SHARE:.0%} is right: make it "
        "rougher, or the hidden tests stricter"
    )


def failed_tests(one: Caught) -> str:
    """Return the tests that a mistake fails, in a few words."""
    names = ", ".join(map(short, one.tests))
    return f"all {len(one.tests)}" if one.is_all and len(one.tests) > 1 else names


def constants_sentence(report: Report) -> str:
    """Say what constants earn, and what is allowed."""
    nothing = report.nothing
    share = nothing.points / nothing.max_score if nothing.max_score else 0.0
    return (
        f"constants earn {points_text(nothing.points)} of {points_text(nothing.max_score)} "
        f"points ({share:.1%}), where at most {MOST_SHARE:.0%} is right"
    )


def odd_sentence(report: Report) -> str:
    """Say how many odd answers the tests got, and how many tests raised an error over them."""
    tests = len({one.test for one in report.nothing.tripped})
    return (
        f"{report.nothing.odd} odd answers to every test: no error"
        f"{f'; {tests} tests raise' if tests else ''}"
        if not report.errors
        else f"{report.nothing.odd} odd answers to every test"
    )


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
    for name in report.unmutated:
        yield _said(f"no mutant of {name}", [NO_MUTANT])
    yield from _wrong_of_nothing(report)
    for entry in report.stale:
        told = [f"- {entry.before}", f"+ {entry.after}"]
        yield _said(f"stale in equivalent_mutants.yaml, {entry.exercise}: no survivor", told)


def _wrong_of_nothing(report: Report) -> Iterator[Text]:
    if report.nothing.is_too_much:
        yield _said("points for nothing", [constants_sentence(report)])
    for generous in report.generous:
        yield _said(
            f"points for the stand-in of {generous.exercise}", [generous_sentence(generous)]
        )
    for one_tripped in report.nothing.tripped:
        told = [f"{one_tripped.how}: {listed(one_tripped.answers)}"]
        yield _said(f"{one_tripped.test} raises over odd answers; check them first", told)


def _said(title: str, lines: list[str]) -> Text:
    return Text("\n".join([title, *(f"  {line}" for line in lines)]))


def listed(names: Sequence[str], most: int = 5) -> str:
    """Return some names, and the number of further ones."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def heading(one: Checked) -> str:
    """Return the submission that a problem is about."""
    name = f"{one.kind} {one.name}".strip()
    return f"{name} of {one.exercise}" if one.exercise else name


def closest(survivor: Survivor) -> str:
    """Say which test came closest to catching a mutant."""
    if not survivor.is_measured:
        return "every test cell passes"
    if not survivor.closest:
        return "no test saw any difference"
    return f"closest: {survivor.closest}, with {survivor.closeness:.1g} of what it tolerates"
