"""A comparison counts a missing value as right; hidden tests that compare with NumPy do not."""

import os

import pytest

from autograder.course.settings import Run
from autograder.grading.pool import GraderProcess
from autograder.grading.protocol import Job, Spec
from autograder.sandbox.policy import Isolation

pytestmark = pytest.mark.processes

TEST = '''
import numpy as np
import pytest

pytestmark = pytest.mark.exercise("{name}")


def test_values(student, reference):
    """Right values"""
    x = np.array([1.0, -2.0])
    np.testing.assert_allclose(student.{name}(x), reference.{name}(x))


def test_a_number(student, reference):
    """The right number"""
    np.testing.assert_allclose(student.{name}(np.float64(3.0)), reference.{name}(np.float64(3.0)))
'''
SQUARE = "import numpy as np\ndef square(x):\n    return {}"
CUBE = "import numpy as np\ndef cube(x):\n    return np.ma.masked_less(x ** 3, 0)"


def test_a_masked_answer_is_right_only_where_the_reference_s_is(
    submit, monkeypatch, tmp_path, write_tiny_course
):
    """A test that passes because nothing was compared counts as failed."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "a secret for tests")
    graders = {f"test_{name}.py": TEST.format(name=name) for name in ("square", "cube")}
    course = write_tiny_course(
        tmp_path / "course", graders=graders, square=SQUARE.format("x * x"), cube=CUBE
    )
    process = GraderProcess(Spec(str(course.root), "powers", Isolation.NAMESPACES, Run.NEEDED))

    def judged(answer):
        cells = SQUARE.format(answer), CUBE
        result = process.grade(Job("ann", os.fsencode(submit("nb.ipynb", *cells))), 30)
        return [str(exercise.outcome) for exercise in result.exercises]

    try:
        assert judged("x * x") == ["passed", "passed"]
        assert judged("np.ma.masked_all(x.shape)") == ["failed", "passed"]
        assert judged("np.array([])") == ["failed", "passed"]
    finally:
        process.close()
