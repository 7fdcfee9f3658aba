"""Graders are started before they are needed, and again after each change of them."""

import pytest
from serving import MONDAY

from autograder.errors import CourseError
from autograder.grading.pool import graders
from autograder.sandbox.policy import Isolation
from autograder.service.live import LiveCourse
from autograder.service.queue.grade import Grader
from autograder.service.queue.hands import GraderProcesses
from autograder.service.queue.lease import Claimed

pytestmark = pytest.mark.processes


@pytest.fixture
def grader(course):
    """The tiny course's grader, of two attempts at a time."""
    made = Grader(LiveCourse(course.root), Isolation.NAMESPACES, GraderProcesses(2))
    yield made
    made.keep({})


def idle(root):
    """Return the idle grader processes of a course."""
    queues = [waiting for spec, waiting in graders._idle.items() if spec.root == str(root)]
    found = [[waiting.get() for _ in range(waiting.qsize())] for waiting in queues]
    for waiting, processes in zip(queues, found, strict=True):
        for one in processes:
            waiting.put(one)
    return [one for processes in found for one in processes]


@pytest.fixture
def attempt(as_notebook):
    """An attempt with a right and a wrong answer."""
    data = as_notebook(["def square(x):\n    return x * x", "def cube(x):\n    return 1"])
    return Claimed(1, "ada", "powers", MONDAY, {"powers.ipynb": data.encode()}, "w")


def test_a_warm_grader_grades_what_comes_first(course, grader, attempt):
    """Two processes wait; an attempt takes one of them and gives it back."""
    grader.warm()
    before = idle(course.root)
    assert len(before) == 2
    assert grader.grade(attempt).score > 0
    assert {id(one) for one in idle(course.root)} == {id(one) for one in before}
    grader.warm()
    grader.rest()  # what is likely to come stays
    assert len(idle(course.root)) == 2


def test_changed_graders_are_started_again(course, grader, monkeypatch):
    """Those of before end; if the new ones are broken, the error says so."""
    monkeypatch.setattr("autograder.service.queue.grade._LOOK_S", 0.0)
    grader.warm()
    before = idle(course.root)
    tests = min((course.root / "tests" / "graders" / "powers").glob("test_*.py"))
    text = tests.read_text()
    tests.write_text(text + "\n# changed\n")
    grader.warm()
    after = idle(course.root)
    assert len(after) == 2
    assert not {id(one) for one in before} & {id(one) for one in after}
    tests.write_text("import nothing_like_this\n" + text)
    with pytest.raises(CourseError, match="cannot be collected"):
        grader.warm()
    tests.write_text(text)
    grader.warm()
    assert len(idle(course.root)) == 2
