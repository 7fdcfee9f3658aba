"""Hidden graders of the exercise reduce_backward(operation, grad, x, axis).

The right gradients are measured, by central differences.
"""

import numpy as np
import pytest

from autograder.checks import check_array, check_unchanged, check_values

pytestmark = pytest.mark.exercise("reduce_backward")

OPERATIONS = {"sum": np.sum, "mean": np.mean, "max": np.max}


@pytest.fixture
def draw(rng):
    """Draw grad and x for a reduction along an axis; no two entries of x are close."""

    def make(axis, shape=(3, 4)):
        size = int(np.prod(shape))
        x = (rng.permutation(size) + rng.uniform(0, 0.5, size)).reshape(shape) - size / 2
        return rng.normal(0, 1, np.sum(x, axis=axis, keepdims=True).shape), x

    return make


@pytest.fixture
def check_along(student, measured, draw):
    """Check an operation along some axes, for arrays of some shapes."""

    def check(operation, axes, shapes=((3, 4), (4, 3))):
        calls = [(operation, *draw(axis, shape), axis) for axis in axes for shape in shapes]
        for value, call in zip(student.reduce_backward.many(calls), calls, strict=True):
            _, grad, x, axis = call

            def reduced(x, axis=axis):
                return OPERATIONS[operation](x, axis=axis, keepdims=True)

            check_values(value, measured(reduced, grad, x), "the gradient", rtol=1e-6, atol=1e-7)

    return check


@pytest.mark.weight(1.5)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_along_an_axis(check_along, operation):
    """Right for {operation} over either axis"""
    check_along(operation, (0, 1))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_of_everything(check_along, operation):
    """Right for {operation} over all entries"""
    check_along(operation, (None,))


@pytest.mark.weight(0.5)
def test_one_row(check_along):
    """Right too for a single row, a single column and a single entry"""
    for operation in OPERATIONS:
        check_along(operation, (0, 1, None), ((1, 4), (3, 1), (1, 1)))


@pytest.mark.needs_value
def test_shape(student, draw):
    """The gradient is an array of floats in the shape of x"""
    calls = [(name, *draw(axis), axis) for name in OPERATIONS for axis in (0, 1, None)]
    for value in student.reduce_backward.many(calls):
        check_array(value, "the gradient", (3, 4))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, draw):
    """All arguments are as they were"""
    grad, x = draw(0)
    for operation in OPERATIONS:
        seen = student.reduce_backward.observe(operation, grad, x, 0)
        check_unchanged(seen.arguments, {"grad": grad, "x": x})
