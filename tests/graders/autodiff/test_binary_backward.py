"""Hidden graders of the exercise binary_backward(operation, grad, a, b).

The right gradients are measured, by central differences.
"""

import itertools

import numpy as np
import pytest

from autograder.checks import (
    check_also_right,
    check_array,
    check_number,
    check_pair,
    check_unchanged,
)

pytestmark = pytest.mark.exercise("binary_backward")

NAMES = ("da", "db")
OPERATIONS = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.divide,
}
GRAD_ITSELF = {("add", "da"), ("add", "db"), ("subtract", "da")}  # right without any calculation
EACH = [
    pytest.param(*each, marks=[pytest.mark.needs_value] if each in GRAD_ITSELF else [])
    for each in itertools.product(OPERATIONS, NAMES)
]


@pytest.fixture
def call(student):
    """Call the student's function for an operation and some (grad, a, b)."""
    return lambda operation: (
        lambda calls: student.binary_backward.many([(operation, *rest) for rest in calls])
    )


@pytest.fixture
def draw(away, rng):
    """Draw grad, a and b of one shape."""
    return lambda: (rng.normal(0, 1, (3, 4)), away(3, 4), away(3, 4))


@pytest.mark.parametrize(("operation", "name"), EACH)
def test_values(call, check_measured, draw, operation, name):
    """{name} is right for {operation}"""
    check_measured(call(operation), [draw()], OPERATIONS[operation], name, NAMES)


@pytest.mark.weight(3)
def test_broadcast(student, reference, away, rng):
    """Right too where one of the arrays, or both, were broadcast"""
    shapes = [
        ((3, 4), (3, 4)),
        ((3, 4), (3, 1)),
        ((1, 4), (3, 4)),
        ((3, 1), (1, 4)),
        ((4,), (3, 1)),
    ]
    for operation in OPERATIONS:
        calls = [(operation, rng.normal(0, 1, (3, 4)), away(*p), away(*q)) for p, q in shapes]
        calls.append((operation, rng.normal(0, 1, (3, 4)), away(3, 4), float(away())))
        answers = [check_pair(value, NAMES) for value in student.binary_backward.many(calls)]
        right = [reference.binary_backward(*arguments) for arguments in calls]
        cases = [
            (dict(zip(NAMES, a, strict=True)), dict(zip(NAMES, r, strict=True)))
            for a, r in zip(answers, right, strict=True)
        ]
        check_also_right(*cases, told=" after broadcasting")


@pytest.mark.needs_value
def test_shapes(student, away, rng):
    """Each gradient has the shape of its input"""
    grad, a, b = rng.normal(0, 1, (3, 4)), away(3, 1), away(4)
    pairs = student.binary_backward.many([(name, grad, a, b) for name in OPERATIONS])
    for pair in pairs:
        da, db = check_pair(pair, NAMES)
        check_array(da, "da", (3, 1))
        check_array(db, "db", (4,))
    _, db = check_pair(student.binary_backward("multiply", grad, away(3, 4), 2.0), NAMES)
    check_number(db, "the gradient of one number")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, away, rng):
    """All arguments are as they were"""
    before = {"grad": rng.normal(0, 1, (3, 4)), "a": away(3, 4), "b": away(3, 1)}
    for operation in OPERATIONS:
        seen = student.binary_backward.observe(operation, **before)
        check_unchanged(seen.arguments, before)
