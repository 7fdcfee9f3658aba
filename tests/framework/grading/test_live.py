"""A hidden test may ask for what a function returns as it is: a handle, if it has no plain form."""

import os

import pytest

from autograder.course.settings import Run
from autograder.grading.pool import GraderProcess
from autograder.grading.protocol import Job, Spec
from autograder.sandbox.policy import Isolation

pytestmark = pytest.mark.processes

GRADERS = {
    "test_square.py": '''
import pytest

from autograder.checks import check_that

pytestmark = pytest.mark.exercise("square")


def test_adder(student, reference):
    """What is returned adds"""
    add = student.square.live(3)
    check_that(callable(add), "it cannot be called")
    check_that(add(4) == reference.square(3)(4), "another sum")


def test_equality(student, reference):
    """The sum is right"""
    check_that(student.square.live(3)(4) == 7, "another sum")
''',
    "test_cube.py": '''
import pytest

from autograder.checks import check_that

pytestmark = pytest.mark.exercise("cube")


def test_stack(student):
    """It is last in, first out"""
    stack = student.cube.live()
    for item in (1, 2):
        stack.push(item)
    check_that(len(stack) == 2, "another length")
    check_that(stack.pop() == 2, "another item")
    with pytest.raises(IndexError):
        student.cube.live().pop()
''',
}
ADDER = "def square(n):\n    return lambda m: n + m"
STACK = """class cube:
    def __init__(self):
        self.items = []
    def push(self, item):
        self.items.append(item)
    def pop(self):
        return self.items.pop()
    def __len__(self):
        return len(self.items)
"""


def test_handles_in_hidden_tests(submit, monkeypatch, tmp_path, write_tiny_course):
    """Right, plain, odd, raising and ending answers have their outcome, never an error."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "a secret for tests")
    course = write_tiny_course(tmp_path / "course", graders=GRADERS, square=ADDER, cube=STACK)
    process = GraderProcess(Spec(str(course.root), "powers", Isolation.NAMESPACES, Run.NEEDED))

    def judged(*cells):
        result = process.grade(Job("ann", os.fsencode(submit("nb.ipynb", *cells))), 30)
        return [[str(test.outcome) for test in e.tests] for e in result.exercises]

    yes = (
        "class Yes:\n    def __call__(self, *a): return self\n"
        "    def __eq__(self, *a): return True\n    __len__ = lambda self: 2\n"
        "    push = pop = __call__\ndef square(n): return Yes()\ndef cube(): return Yes()"
    )
    try:
        assert judged(ADDER, STACK) == [["passed", "passed"], ["passed"]]
        assert judged("def square(n): return n", "def cube(): return 1") == (
            [["failed", "failed"], ["failed"]]
        )
        assert judged(yes) == [["failed", "failed"], ["failed"]]
        raising = STACK.replace("pop()", "pop(7)")
        assert judged("def square(n): return lambda m: 1 / 0", raising) == (
            [["crashed", "crashed"], ["crashed"]]
        )
        assert judged("import os\ndef square(n): return lambda m: os._exit(0)") == (
            [["crashed", "crashed"], ["missing"]]
        )
    finally:
        process.close()


CALLS_BACK = """
import pytest

from autograder.checks import check_close

pytestmark = pytest.mark.exercise("{name}")


def test_it(student, reference):
    \"\"\"It calls what it is given\"\"\"
    shift = 3
    value = student.{name}(lambda n: n + shift)
    check_close(value, reference.{name}(lambda n: n + shift), "the value")
"""


def test_a_function_may_be_passed(submit, monkeypatch, tmp_path, write_tiny_course):
    """Student code calls a function of the test, and its own exception is its crash."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "a secret for tests")
    right = {name: f"def {name}(f):\n    return f(1) + f(2)" for name in ("square", "cube")}
    graders = {f"test_{name}.py": CALLS_BACK.format(name=name) for name in right}
    course = write_tiny_course(tmp_path / "course", graders=graders, **right)
    process = GraderProcess(Spec(str(course.root), "powers", Isolation.NAMESPACES, Run.NEEDED))
    try:
        cells = right["square"], "def cube(f):\n    return f(1) / 0"
        result = process.grade(Job("ann", os.fsencode(submit("nb.ipynb", *cells))), 30)
        assert [str(e.outcome) for e in result.exercises] == ["passed", "crashed"]
        assert "ZeroDivisionError" in result.exercises[1].tests[0].message
    finally:
        process.close()
