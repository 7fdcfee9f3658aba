"""An audit says what the test cells of an adopted assignment catch."""

import pytest
from notebooks import checked, code, handed_in, prose, solution, write
from rich.console import Console

from autograder.audit.page import audit_page
from autograder.audit.run import audit
from autograder.audit.table import audit_tables
from autograder.course.folder import find_course
from autograder.grading import pool
from autograder.sandbox.policy import Isolation

pytestmark = [pytest.mark.processes, pytest.mark.slow]

SOURCE = [
    code("data = [3, 1, 2]"),
    prose("# Strict"),
    solution("add", "def add(a, b):\n    return a + b"),
    checked("add_test", "assert add(1, 2) == 3\nassert add(5, 4) == 9"),
    prose("# Lax"),
    solution("mean", "def mean(x):\n    total = add(x[0], x[1])\n    return total / 2"),
    checked("mean_test", "assert mean(data) > 0", points=2),
    prose("# A variable"),
    solution("largest", "largest = max(data)\nunseen = 7"),
    checked("largest_test", "### BEGIN HIDDEN TESTS\nassert largest == 3\n### END HIDDEN TESTS"),
    prose("# For nothing"),
    solution("kind", "kind = 'list'"),
    checked("kind_test", "assert isinstance(kind, str)"),
    prose("# Counted"),
    solution("some", "some = 2"),
    checked("some_test", "found = 3 if some == 2 else 0\nfound", points=3),
]
EMPTY = dict.fromkeys(("add", "mean", "largest", "kind", "some"), "raise NotImplementedError()")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The report card of a tiny adopted course."""
    root = tmp_path_factory.mktemp("adopted")
    write(root / "solutions/a/a.ipynb", *SOURCE)
    handed_in(root / "assignments/a/a.ipynb", SOURCE, **EMPTY)
    (root / "course.yaml").write_text(
        "course: c\ntitle: C\nassignments:\n- name: a\n  title: A\n  graders: cells\n"
        "  limits: {call_s: 0.3}\n",
        encoding="utf-8",
    )
    folder = find_course(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        assignment = folder.course.assignment("a")
        yield audit(folder, assignment, Isolation.NAMESPACES, 1, lambda coming, _: list(coming))
    pool.graders.close()


def of(report, exercise):
    """Return the outcome of an exercise's mutants."""
    return next(one for one in report.mutants if one.exercise == exercise)


def test_the_solution_has_full_marks_and_the_student_version_none(report):
    """Both are graded as they are."""
    got = {one.kind: (one.score, one.max_score, one.problems) for one in report.checked}
    assert got == {"reference": (8.0, 8.0, []), "release": (0.0, 8.0, [])}
    assert report.errors == []


def test_mutants_of_a_well_tested_function_are_caught(report):
    """None survives, and each of the cell's assertions catches some."""
    one = of(report, "add_test")
    assert (one.caught, one.survivors) == (one.mutants, [])
    assert one.mutants > 5


def test_survivors_are_named_with_their_change(report):
    """A test cell that asks for a sign alone misses a wrong divisor."""
    after = [one.after for one in of(report, "mean_test").survivors]
    assert "return total / 3" in after
    assert "total = add(x[0], x[1])" not in after


def test_variables_have_mutants(report):
    """How a value is computed is changed; what no test cell reads survives."""
    one = of(report, "largest_test")
    assert {s.after for s in one.survivors} == {"unseen = 8", "unseen = 6"}
    assert one.caught > 0


def test_a_mutant_that_loses_points_alone_is_caught(report):
    """A cell that shows the number of points has no failed assertion."""
    one = of(report, "some_test")
    assert (one.mutants, one.caught) == (2, 2)


def test_other_answers_are_tried(report):
    """What a constant earns is known, and no odd answer is an error."""
    earned = {one.exercise: one.most for one in report.nothing.earned}
    assert earned == {
        "add_test": 0.0,
        "mean_test": 2.0,
        "largest_test": 0.0,
        "kind_test": 1.0,
        "some_test": 0.0,
    }
    assert report.nothing.odd == 15
    assert report.nothing.is_too_much
    assert not report.is_clean


def test_a_text_becomes_another_one(report):
    """Each exercise has mutants, and a test cell that asks for the type alone misses this one."""
    assert [one.after for one in of(report, "kind_test").survivors] == ["kind = 'another answer'"]
    assert report.unmutated == []


def test_the_report_card_is_written(report):
    """The page and the tables show each survivor as a diff."""
    console = Console(record=True, width=200, file=None)
    for part in audit_tables(report):
        console.print(part)
    for text in (audit_page(report), console.export_text()):
        assert "+    return total / 3" in text
        assert "every test cell passes" in text
