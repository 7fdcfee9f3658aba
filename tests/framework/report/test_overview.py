import io

from rich.console import Console

from autograder.report.overview import class_overview, not_graded
from autograder.results.brief import Mark, Row
from autograder.results.format import Outcome, SubmissionOutcome


def row(student, *marks, outcome="graded"):
    """Return the row of a student with two exercises of four points."""
    own = tuple(Mark(f"e{i}", float(n), 4.0, Outcome(how)) for i, (n, how) in enumerate(marks))
    counts = sum(mark.score for mark in own)
    return Row(student, SubmissionOutcome(outcome), own, counts, 8.0, (), "", 0, "/p", "ab")


ROWS = [
    row("ann", (4, "passed"), (4, "passed")),
    row("bob", (4, "passed"), (1, "failed")),
    row("cy", (0, "crashed"), (0, "missing")),
    row("dee", outcome="unreadable"),
    row("eve", (0, "error"), (4, "passed"), outcome="error"),
]


def test_the_exercises_of_a_class():
    """Each exercise has mean, median and outcomes, then the total; what was not graded is out."""
    file = io.StringIO()
    Console(file=file, width=120).print(class_overview(ROWS))
    header, *lines = [line.split() for line in file.getvalue().splitlines()]
    assert header[:5] == ["exercise", "mean", "median", "points", "passed"]
    assert lines == [
        ["e0", "2.67", "4", "4", "2", "1"],
        ["e1", "1.67", "1", "4", "1", "1", "1"],
        ["total", "4.33", "5", "8"],
    ]


def test_whom_to_look_at():
    """Who was not graded is told apart from all others."""
    assert [row.student for row in not_graded(ROWS)] == ["dee", "eve"]


def test_a_class_of_nobody():
    """Without a graded submission there is a header alone."""
    file = io.StringIO()
    Console(file=file, width=120).print(class_overview(ROWS[3:4]))
    assert len(file.getvalue().splitlines()) == 1
