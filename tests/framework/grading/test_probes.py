"""Probes: an instructor's functions that run beside the student's code, and are judged outside."""

import os

import pytest

from autograder.course.settings import Run
from autograder.grading.pool import GraderProcess
from autograder.grading.protocol import Job, Spec
from autograder.sandbox.policy import Isolation

pytestmark = pytest.mark.processes

PROBES = '''
import inspect
from unittest.mock import patch

CANARY = "a canary in the mine"


def conversation(greet, answers):
    """Return what greet returns for typed answers, and how often it asks."""
    with patch("builtins.input", side_effect=answers) as asked:
        return greet(), asked.call_count


def calls_of_mean(names, x):
    """Return how often variance calls mean."""
    count, mean = 0, names["mean"]

    def counted(*args):
        nonlocal count
        count += 1
        return mean(*args)

    names["mean"] = counted
    names["variance"](x)
    return count


def source(variance):
    return inspect.getsource(variance)


def broken(variance):
    return variance["no"]


def left(names):
    names["mean"] = None
    names["more"] = 1
'''
GREET = '''
import pytest

from autograder.checks import check_equal, check_that

pytestmark = pytest.mark.exercise("greet")


def test_conversation(student, reference):
    """It asks twice"""
    value = student.run_probe("conversation", answers=["Ada", "Lovelace"])
    check_equal(value, ("Hello Ada Lovelace", 2), "the conversation")
'''
VARIANCE = '''
import pytest

from autograder.checks import check_close, check_number, check_that

pytestmark = pytest.mark.exercise("variance")


def test_value_before(student):
    """The variance of two numbers"""
    check_close(check_number(student.variance([1.0, 3.0]), "it"), 1.0, "it")


def test_helper(student):
    """It uses mean"""
    count = student.run_probe("calls_of_mean", x=[1.0, 2.0])
    check_that(isinstance(count, int) and count >= 2, "it does not call mean")


def test_source(student):
    """It has no loop"""
    text = student.run_probe("source")
    check_that(isinstance(text, str) and "for " not in text, "it has a loop")


def test_names_are_restored(student):
    """What a probe does to names is undone"""
    student.run_probe("left")
    check_that(student.run_probe("calls_of_mean", x=[1.0, 2.0]) >= 2, "it is not undone")


def test_value_afterwards(student):
    """The variance of three numbers"""
    check_close(check_number(student.variance([0.0, 3.0, 3.0]), "it"), 2.0, "it")
'''
MEAN = '''
import pytest

from autograder.checks import check_close

pytestmark = pytest.mark.exercise("mean")


def test_value(student):
    """The mean of two numbers"""
    check_close(student.mean([1.0, 3.0]), 2.0, "it")
'''
RIGHT = {
    "greet": 'def greet():\n    return f"Hello {input()} {input()}"',
    "mean": "import numpy as np\ndef mean(x):\n    return np.sum(x) / len(x)",
    "variance": "def variance(x):\n    x = np.asarray(x)\n    return mean((x - mean(x)) ** 2)",
}
YAML = "course: c\ntitle: C\nassignments:\n  - {name: a, title: A, limits: {call_s: 0.3}}\n"
SPY = """
import sys
kept = []
def variance(x):
    x, seen, frame = np.asarray(x), bool(kept), sys._getframe()
    while frame is not None:
        texts = [value for value in frame.f_locals.values() if isinstance(value, str)]
        kept.extend(text for text in texts if "canary in the mine" in text)
        frame = frame.f_back
    return mean((x - mean(x)) ** 2) + seen
"""


@pytest.fixture(scope="module")
def grade(tmp_path_factory, as_notebook, as_grade_cell):
    """Grade a notebook with these answers in the place of the right ones."""
    root = tmp_path_factory.mktemp("probed")
    source, graders = root / "solutions/a/a.ipynb", root / "tests/graders/a"
    for folder in (source.parent, graders):
        folder.mkdir(parents=True)
    cells = [cell for name in RIGHT for cell in (RIGHT[name], as_grade_cell(name, 5))]
    source.write_text(as_notebook(cells))
    (root / "course.yaml").write_text(YAML)
    for name, code in {
        "probes.py": PROBES,
        "test_greet.py": GREET,
        "test_mean.py": MEAN,
        "test_variance.py": VARIANCE,
    }.items():
        (graders / name).write_text(code)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        process = GraderProcess(Spec(str(root), "a", Isolation.NAMESPACES, Run.NEEDED))

    def judged(posed="", **answers):
        path = root / "ann.ipynb"
        path.write_text(as_notebook([text for text in (RIGHT | answers).values() if text]))
        result = process.grade(Job("ann", os.fsencode(path), posed=posed), 60)
        return {e.name: e for e in result.exercises}

    yield judged
    process.close()


def outcomes(exercise):
    """Return how the tests of an exercise ended, in their order."""
    return [str(test.outcome) for test in exercise.tests]


def test_the_right_answers_pass(grade):
    """A probe answers typed input, counts calls, reads source, and leaves nothing behind."""
    assert {str(e.outcome) for e in grade().values()} == {"passed"}


def test_a_wrong_answer_is_told_by_its_probe_alone(grade):
    """Each of these is right in its value."""
    asks_once = 'def greet():\n    name = input()\n    return f"Hello {name} Lovelace"'
    own = "def variance(x):\n    x = np.asarray(x)\n    return ((x - x.sum() / len(x)) ** 2).mean()"
    every = grade(greet=asks_once, variance=own)
    assert every["greet"].score == 0.0
    assert outcomes(every["variance"]) == ["passed", "failed", "passed", "failed", "passed"]
    assert every["variance"].tests[1].message == "it does not call mean"


def test_what_is_not_written_is_missing(grade):
    """A probe of an exercise that is not defined is not called."""
    assert grade(greet="")["greet"].outcome == "missing"


def test_student_code_that_raises_in_a_probe_has_crashed(grade):
    """The message names the exercise and the place, and nothing of the probe."""
    (test,) = grade(greet="def greet():\n    return 1 / 0")["greet"].tests
    assert (test.outcome, "ZeroDivisionError" in test.message) == ("crashed", True)
    assert "cell 1, line 2" in test.message


def test_student_code_that_does_not_end_in_a_probe_is_stopped(grade):
    """A probe has the time of a call."""
    (test,) = grade(greet="def greet():\n    while True:\n        pass")["greet"].tests
    assert test.outcome == "timeout"


def test_an_error_in_an_earlier_exercise_is_carried_forward(grade):
    """A probe may call the reference's function in the place of a wrong one."""
    every = grade(mean="import numpy as np\ndef mean(x):\n    return np.max(x)")
    assert every["variance"].score == 5.0


def test_the_source_of_probes_is_not_there_before_and_after(grade):
    """What student code keeps of a probe is gone with the process in which the probe ran."""
    assert outcomes(grade(variance=SPY)["variance"])[::4] == ["passed", "passed"]


def test_odd_answers_of_probes_are_no_error(grade):
    """What an audit puts in their place fails."""
    for posed in ("None", "a huge integer", "an object", "zeros"):
        every = grade(posed)
        assert {str(e.outcome) for e in every.values()} <= {"failed", "passed"}
        assert every["greet"].score == 0.0
