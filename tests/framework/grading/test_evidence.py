import math
from fractions import Fraction

import numpy as np
import pytest

from autograder.course.secret import SEEDS, submission_seed
from autograder.course.settings import Run
from autograder.grading.evidence import alike, code_of
from autograder.grading.pool import GraderProcess
from autograder.grading.protocol import Job, Spec
from autograder.sandbox.policy import Isolation
from autograder.submission.cells import Cells
from autograder.submission.files import sha256
from autograder.wire.values import Opaque

GRADER = '''
import pytest

pytestmark = pytest.mark.exercise("square")


def test_square(student, rng):
    """It is right for some number"""
    x = rng.uniform(1, 2)
    assert abs(student.square(x) - x * x) < 1e-9
'''
WRONG = "def square(x):\n    return {}  # {}"


VALUE = '''
import pytest

pytestmark = pytest.mark.exercise("square")


def test_square(student, reference):
    """It is right"""
    assert student.value("square") == reference.square
'''


@pytest.mark.processes
def test_equal_values_of_a_variable_have_the_same_fingerprint(make_course, submit):
    """A variable is told by its value, however it was computed."""
    source = "square = 16", "def cube(x):\n    return x * x * x"
    course = make_course(graders={"test_square.py": VALUE}, square=source[0], cube=source[1])
    grader = GraderProcess(Spec(str(course.root), "powers", Isolation.NAMESPACES, Run.NEEDED))
    try:
        results = [
            grader.grade(Job(f"s{n}", bytes(submit(f"{n}.ipynb", code))), 60.0)
            for n, code in enumerate(("square = 4 + 4", "n = 2\nsquare = n ** 3", "square = 9"))
        ]
    finally:
        grader.close()
    first, second, other = (result.evidence["square"].answers for result in results)
    assert first == second != ""
    assert other not in {first, ""}


@pytest.mark.processes
def test_students_with_the_same_mistake_have_the_same_fingerprint(make_course, submit):
    """Functions that answer alike are told by it, though each has inputs of its own."""
    course = make_course(graders={"test_square.py": GRADER})
    spec = Spec(str(course.root), "powers", Isolation.NAMESPACES, Run.NEEDED)
    by_seed = {}
    for number in range(4 * SEEDS):
        path = submit(f"{number}.ipynb", WRONG.format("2 * x", number))
        seed = submission_seed(b"a secret for tests", "tiny", "powers", sha256(path.read_bytes()))
        by_seed.setdefault(seed, path)
    same = list(by_seed.values())[:2]
    other = submit("other.ipynb", WRONG.format("x + x ** 2", "other"))
    rounded = submit("rounded.ipynb", WRONG.format("x * 2.00000001", "rounded"))
    right = submit("right.ipynb", WRONG.format("x * x", "right"))
    grader = GraderProcess(spec)
    try:
        results = [
            grader.grade(Job(p.stem, bytes(p)), 60.0) for p in (*same, other, rounded, right)
        ]
    finally:
        grader.close()
    first, second, apart, near, none = (result.evidence["square"] for result in results)
    assert results[0].engine.seed != results[1].engine.seed
    assert first.answers == second.answers == near.answers != ""
    assert apart.answers not in {first.answers, ""}
    assert none.answers == ""
    assert first.code.startswith("def square(x):\n    return 2 * x")
    assert list(first.reasons.values()) == ["AssertionError in test_square.py, line 10"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (0.1 + 0.2, 0.3),
        (np.float64(1.00004), 1.00001),
        (np.array([1.0, 1e-17]), np.array([1.00001, 0.0])),
        ({"a": (1, [2.0])}, {"a": (1, [2.00001])}),
        ({1, 2}, {2, 1}),
        (np.ma.masked_all(2), np.ma.masked_all(2)),
        ({"W1": 1, "b1": {2: 3, "c": 4}}, {"b1": {"c": 4, 2: 3}, "W1": 1}),
        (math.nan, math.nan),
        (Opaque("Model", "<Model at 0x1>"), Opaque("Model", "<Model at 0x2>")),
    ],
)
def test_alike(one, other):
    """Rounding errors, the order of sets and addresses make no difference."""
    assert alike(one) == alike(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1.0, 1.01),
        ([1, 2], (1, 2)),
        (np.zeros((1, 2)), np.zeros((2, 1))),
        (np.array([1]), np.array([1.0])),
        ("a", "b"),
        (10**4000, 10**4001),
        (None, False),
        (np.ma.masked_all(2), np.ma.zeros(2)),
        (Fraction(1, 3), Fraction(1, 4)),
    ],
)
def test_not_alike(one, other):
    """Values, shapes and kinds make a difference."""
    assert alike(one) != alike(other)


def test_the_code_of_a_variable():
    """For a variable, it is the cell that sets it last; for a function, the definition."""
    cells = Cells([(1, "x = 0"), (2, "def f():\n    return x\n\ny = 1"), (3, "# now\nx = f()")], [])
    assert code_of("x", cells) == "# now\nx = f()"
    assert code_of("f", cells) == "def f():\n    return x"
    assert code_of("z", cells) == ""
