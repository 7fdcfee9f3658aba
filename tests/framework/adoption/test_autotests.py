"""nbgrader's AUTOTEST lines become the tests that nbgrader writes for them."""

import shutil
from pathlib import Path

import nbgrader
import pytest
from notebooks import checked, code, handed_in, solution, write

from autograder.adoption.run import adopt
from autograder.course.adopted import read_source_cells
from autograder.course.folder import find_course
from autograder.grading import pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.grading.examination import Where
from autograder.sandbox.policy import Isolation
from autograder.submission.find import find_submissions

pytestmark = [pytest.mark.processes, pytest.mark.slow]
TEMPLATES = Path(nbgrader.__file__).parent / "docs/source/user_guide/autotests.yml"
SOURCE = [
    code("base = 3"),
    solution("total", "### BEGIN SOLUTION\ntotal = base + 4\n### END SOLUTION"),
    checked("total_test", "### AUTOTEST total"),
    solution("f", "def f(x):\n    ### BEGIN SOLUTION\n    return [x, x + 1]\n    ### END SOLUTION"),
    checked("f_test", "### HASHED AUTOTEST f(2); len(f(1))\nassert f(0) == [0, 1]", points=2),
]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """An adopted course with such lines, and one whose lines cannot be expanded."""
    root = tmp_path_factory.mktemp("course")
    write(root / "source/a/a.ipynb", *SOURCE)
    write(root / "source/b/b.ipynb", solution("x", "x = 1 / 0"), checked("t", "### AUTOTEST x"))
    shutil.copy(TEMPLATES, root / "autotests.yml")
    return root


@pytest.fixture(scope="module")
def adopted(course):
    """What became of each assignment, by its name."""
    return {one.name: one for one in adopt(course, Isolation.NAMESPACES)}


def test_the_expanded_tests_run_outside(adopted):
    """They pass on the source's own solution."""
    assert {c.question: c.where for c in adopted["a"].examined} == {
        "total_test": Where.OUTSIDE,
        "f_test": Where.OUTSIDE,
    }
    assert adopted["a"].is_whole


def test_lines_that_nbgrader_cannot_expand_are_named(adopted):
    """The reason is nbgrader's own, and nobody is graded by them."""
    assert "nbgrader cannot expand its AUTOTEST lines" in adopted["b"].problem
    assert "ZeroDivisionError" in adopted["b"].problem
    assert not adopted["b"].is_whole


def test_the_sources_stay_as_they_are(course, adopted):
    """What nbgrader has written is in solutions alone; hashes hide the values."""
    told = {
        place: "\n".join(
            "".join(c["source"]) for c in read_source_cells(course / place / "a.ipynb")
        )
        for place in ("source/a", "solutions/a")
    }
    assert "assert str(total)" in told["solutions/a"]
    assert "sha1(str(f(2))" in told["solutions/a"]
    assert "AUTOTEST total" in told["source/a"]
    assert "assert str(total)" not in told["source/a"]


def test_adopting_again_expands_only_what_has_changed(course, adopted):
    """The same source gives the same file."""
    written = course / "solutions/a/a.ipynb"
    before = written.stat().st_mtime_ns
    list(adopt(course, Isolation.NAMESPACES))
    assert written.stat().st_mtime_ns == before


def test_submissions_are_judged_by_the_expanded_tests(course, adopted, monkeypatch):
    """A right answer passes, and a wrong one fails."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "a secret for tests")
    wrong = {"total": "total = 8", "f": "def f(x):\n    return (x, x + 1)"}
    for name, answers in {"right": {}, "wrong": wrong}.items():
        handed_in(course / f"submitted/{name}/a/a.ipynb", SOURCE, **answers)
    folder = find_course(course)
    found = find_submissions([folder.submitted()], "a", folder.submitted(), ("a",))
    run = ClassRun(folder, folder.course.assignment("a"), found, course / "results")
    scores = {one.result.student: one.result.score for one in grade_class(run, jobs=1)}
    pool.graders.close()
    assert scores == {"right": 3.0, "wrong": 0.0}
