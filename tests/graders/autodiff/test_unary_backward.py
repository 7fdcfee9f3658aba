"""Hidden graders of the exercise unary_backward(operation, grad, x).

The right gradients are measured, by central differences.
"""

import numpy as np
import pytest

from autograder.checks import check_array, check_unchanged, check_values

pytestmark = pytest.mark.exercise("unary_backward")

OPERATIONS = {
    "exp": np.exp,
    "log": np.log,
    "tanh": np.tanh,
    "relu": lambda x: np.maximum(x, 0.0),
    "softplus": lambda x: np.logaddexp(0.0, x),
}


@pytest.mark.weight(2)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_values(student, measured, away, rng, operation):
    """The gradient is right for {operation}"""
    x, grad = away(3, 4), rng.normal(0, 1, (3, 4))
    x = np.abs(x) if operation == "log" else x
    if operation == "relu":
        x[1:] *= 1e-4  # its slope changes at once, and not over a short way
    value = student.unary_backward(operation, grad, x)
    right = measured(OPERATIONS[operation], grad, x)
    check_values(value, right, "the gradient", rtol=1e-6, atol=1e-7)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_relu_at_zero(student, rng):
    """At exactly 0 the slope of ReLU is 0"""
    grad, x = rng.uniform(1, 2, 5), np.array([0.0, 1.5, -0.0, -1.5, 1e-9])
    value = student.unary_backward("relu", grad, x)
    check_values(value, grad * [0, 1, 0, 0, 1], "the gradient")


@pytest.mark.weight(1.5)
@pytest.mark.parametrize("operation", ["tanh", "softplus"])
def test_far_out(student, rng, operation):
    """Right for {operation} far from zero, and never NaN"""
    x = np.array([-1000.0, -800.0, -0.3, 0.7, 30.0, 800.0, 1000.0])
    grad = rng.uniform(1, 2, 7)
    value = student.unary_backward(operation, grad, x)
    slopes = 1 - np.tanh(x) ** 2 if operation == "tanh" else 0.5 + 0.5 * np.tanh(x / 2)
    check_values(value, grad * slopes, "the gradient")


@pytest.mark.needs_value
def test_shape(student, rng):
    """The gradient has the shape of x, whatever that is"""
    for shape in ((2, 3), (4,), (2, 1, 3)):
        x, grad = rng.uniform(0.5, 2.0, shape), rng.normal(0, 1, shape)
        for value in student.unary_backward.many([(name, grad, x) for name in OPERATIONS]):
            check_array(value, "the gradient", shape)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, rng):
    """All arguments are as they were"""
    before = {"grad": rng.normal(0, 1, (2, 3)), "x": rng.uniform(0.5, 2.0, (2, 3))}
    for operation in OPERATIONS:
        seen = student.unary_backward.observe(operation, **before)
        check_unchanged(seen.arguments, before)
