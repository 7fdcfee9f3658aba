"""An exercise may ask for a variable: its value is read, and nothing is called."""

import json
import os

import pytest

from autograder.audit.submissions import Kind, make_cases
from autograder.course.settings import Run
from autograder.grading.pool import GraderProcess
from autograder.grading.protocol import Job, Spec
from autograder.sandbox.policy import Isolation

GRADERS = {
    "test_square.py": '''
import pytest

from autograder.checks import check_that

pytestmark = pytest.mark.exercise("square")


def test_values(student, reference):
    """The squares are right"""
    check_that(student.value("square") == reference.square, "other squares")


def test_form(student):
    """It is a list"""
    check_that(isinstance(student["square"], list), "no list")
''',
    "test_cube.py": '''
import pytest

from autograder.checks import check_that

pytestmark = pytest.mark.exercise("cube")


def test_values(student, reference):
    """A cube is right"""
    check_that(student.cube(2) == reference.cube(2), "another cube")
''',
}
SQUARE = "base = [1, 2, 3]\nsquare = [x * x for x in base]"
CUBE = "def cube(x):\n    return x * x * x"
MISCONCEPTIONS = '''\
from autograder.misconceptions import misconception


@misconception("square")
def doubled(*, reference):
    """They are doubled."""
    return [2, 4, 6]
'''


@pytest.fixture(scope="module")
def course(tmp_path_factory, write_tiny_course):
    """A course whose first exercise is a variable."""
    root = tmp_path_factory.mktemp("tiny") / "course"
    course = write_tiny_course(root, graders=GRADERS, square=SQUARE, cube=CUBE)
    course.misconceptions("powers").with_suffix(".py").write_text(MISCONCEPTIONS)
    return course


@pytest.mark.processes
def test_a_variable_is_judged_like_a_function(course, submit, monkeypatch):
    """Right, wrong, foreseen, missing and unwritten values each have their outcome."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "a secret for tests")
    process = GraderProcess(Spec(str(course.root), "powers", Isolation.NAMESPACES, Run.NEEDED))

    def judged(cell):
        path = submit("nb.ipynb", cell, "unused = 1 / 0", CUBE)
        result = process.grade(Job("ann", os.fsencode(path)), 30)
        square, cube = result.exercises
        assert (cube.outcome, result.notes) == ("passed", [])
        return str(square.outcome), square.score, square.diagnosis, square.tests[0].message

    try:
        assert judged("square = []\nfor x in range(1, 4):\n    square.append(x ** 2)")[:2] == (
            "passed",
            4.0,
        )
        assert judged("square = (1, 4, 9)")[:2] == ("failed", 0.0)
        assert judged("square = [2, 4, 6]")[:3] == ("failed", 2.0, "They are doubled.")
        assert judged("squares = [1, 4, 9]")[::3] == ("missing", "square is not defined")
        assert judged("square = ...")[0] == "missing"
        assert judged("def square():\n    return [1, 4, 9]")[:2] == ("failed", 0.0)
        assert judged("class Yes(list):\n    __eq__ = lambda *_: True\nsquare = Yes()")[1] == 2.0
    finally:
        process.close()


def test_an_audit_hands_in_mistakes_in_a_variable(course):
    """Mutants change its statement; a foreseen mistake has its value."""
    cases = make_cases(course, course.course.assignment("powers"))
    square = [case for case in cases if case.exercise == "square"]
    foreseen = next(case for case in square if case.kind is Kind.MISCONCEPTION)
    assert any(case.kind is Kind.MUTANT for case in square)
    names = {}
    for cell in json.loads(foreseen.data)["cells"]:
        exec("".join(cell["source"]), names)
    assert names["square"] == [2, 4, 6]
