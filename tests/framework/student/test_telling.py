"""Workers write hidden inputs into everything that they send; what students read stays the same."""

import msgspec
import pytest

from autograder.course.folder import find_course
from autograder.grading.engine import ClassRun, grade_class
from autograder.report.feedback import feedback_view
from autograder.submission.find import SubmissionFile

pytestmark = pytest.mark.processes

TESTS = '''
import numpy as np
import pytest

from autograder.checks import (
    check_accuracy,
    check_array,
    check_arrays,
    check_close,
    check_number,
    check_pair,
    check_that,
    check_unchanged,
    check_vectorized,
)

pytestmark = pytest.mark.exercise("square")


@pytest.fixture
def x(rng):
    """A matrix of hidden inputs."""
    return rng.normal(0.0, 3.0, (10, 10))


def test_array(student, reference, x):
    """An array"""
    value = check_array(student.square(x), "A", (10, 10))
    check_close(value, reference.square(x), "A")


def test_numbers(student, reference, x):
    """Numbers"""
    check_close(student.square(x), reference.square(x), "A")


def test_number(student, x):
    """A number"""
    check_number(student.square(x), "A")


def test_pair(student, x):
    """A pair"""
    check_pair(student.square(x), ("A", "b"))


def test_dict(student, x):
    """A dict"""
    check_arrays(student.square(x), "A", {"W": (2, 2)})


def test_share(student, reference, x):
    """A share"""
    check_accuracy(student.square(x), reference.square(x), 0.9, "the labels")


def test_items(student, x):
    """Items"""
    check_that(len(student.square.items(x)) == 3, "not three items")


def test_steps(student, x):
    """Steps"""
    student.square.use(x, steps=[("T", ), ("sum", )])


def test_refusal(student, x):
    """A refusal"""
    refused = student.square.refuses(x)
    check_that(refused is not None and "KeyError" in refused.kinds, "not refused")


def test_arguments(student, x):
    """Arguments"""
    seen = student.square.observe(x)
    check_unchanged(seen.arguments, {"x": x})


def test_lines(student, x):
    """Lines"""
    lines = {n: student.square.lines(x[:n]).lines for n in (2, 10)}
    check_vectorized(lines)


def test_trips(student, x):
    """Arithmetic without a check"""
    assert np.sum(np.asarray(student.square(x), dtype=float)) > 0.0
'''
FORGED = """import sys
serve = sys.modules["autograder.worker.serve"]
right = serve.perform
def perform(ask, arguments, extras, manner, details):
    value, told = right(ask, arguments, extras, "call" if manner == "lines" else manner, details)
    d = digits(arguments["x"])
    if manner == "lines":
        return value, d[0] * len(arguments["x"])
    if manner == "refuse":
        return {"raised": f"E{d[0]}"}, [[f"E{d[0]}"], f"text {d}"]
    return value, told
serve.perform = perform
"""
DIGITS = """import numpy as np
def digits(x):
    return [int(abs(v) * 1e6) % 37 + 11 for v in np.ravel(x)]
"""
BODIES = {
    "shape": "return np.zeros((d[0], d[1]))",
    "dimensions": "return np.zeros((1,) * (4 + d[0] % 20))",
    "length": "return [0.5] * d[0]",
    "parts": "return tuple([x * x] + [d[0]] * d[1])",
    "nested": "return [[[float(n)] * n] for n in d[:9]]",
    "wrong_ones": "y = x * x; y.flat[: 2 + d[0] % 7] += 1e3; return y",
    "factor": "return x * x * d[0]",
    "off_by_little": "return x * x * (1 + d[0] * 1e-5)",
    "class": "return type(f'T{d[0]}', (), {'__repr__': lambda self: str(d)})()",
    "keys": "return {f'k{n}': n for n in d}",
    "text": "return str(d)",
    "bytes": "return bytes(d)",
    "huge": "return 10 ** (d[0] * 90)",
    "number": "return float(d[0])",
    "arguments": "x[...] = d[0]; return x",
    "exception": "raise type(f'E{d[0]}', (ValueError,), {})(str(d))",
    "of_size": "raise ValueError(f'cannot reshape array of size {d[0]} into shape ({d[1]},)')",
    "shapes": "raise ValueError(f'operands could not be broadcast together with shapes ({d[0]},)')",
    "key_error": "raise KeyError(f'k{d[0]}')",
    "module": "raise ModuleNotFoundError(f\"No module named 'm{d[0]}'\")",
    "printed": "print(d); import warnings; warnings.warn(str(d)); return None",
    "generator": "return (n for n in d[: d[0]])",
    "forged": "serve; return x * x",
}


@pytest.fixture
def texts(make_course, submit, tmp_path, monkeypatch, graders):
    """Grade everything with a secret; return what each student reads."""
    course = make_course(graders={"test_square.py": TESTS, "test_cube.py": graders["test_cube.py"]})
    files = [
        SubmissionFile(
            name,
            submit(
                f"{name}.ipynb",
                DIGITS,
                FORGED if name == "forged" else "",
                f"def square(x):\n    d = digits(x)\n    {body}",
                "def cube(x):\n    return x * x * x",
            ),
        )
        for name, body in BODIES.items()
    ]

    def grade(secret):
        monkeypatch.setenv("AUTOGRADER_SECRET", secret)
        assignment = find_course(course.root).course.assignment("powers")
        run = ClassRun(course, assignment, files, tmp_path / secret)
        return {
            graded.result.student: (
                str(graded.result.outcome),
                msgspec.to_builtins(feedback_view(graded.result, course.course, assignment)),
            )
            for graded in grade_class(run, jobs=2)
        }

    return grade


@pytest.mark.slow
def test_no_hidden_input_is_told(texts):
    """With other hidden inputs, the student reads the same texts."""
    one, other = texts("one"), texts("other")
    assert one.keys() == BODIES.keys()
    assert [name for name, seen in one.items() if seen != other[name]] == []
    assert {outcome for outcome, _ in one.values()} == {"graded"}
