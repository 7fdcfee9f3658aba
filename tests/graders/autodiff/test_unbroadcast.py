"""Hidden graders of the exercise unbroadcast(grad, shape)."""

import numpy as np
import pytest

from autograder.checks import check_array, check_number, check_unchanged, check_values

pytestmark = pytest.mark.exercise("unbroadcast")


@pytest.fixture
def check_sums(student, rng):
    """Check the values for some pairs of shapes, after and before broadcasting."""

    def check(*pairs):
        calls = [(rng.normal(0, 1, after), before) for after, before in pairs]
        for value, call in zip(student.unbroadcast.many(calls), calls, strict=True):
            check_values(value, summed(*call), "the gradient")

    return check


def summed(grad, shape):
    """Add each number to the place that it comes from."""
    size = int(np.prod(shape))
    places = np.broadcast_to(np.arange(size).reshape(shape), grad.shape)
    return np.bincount(places.ravel(), grad.ravel(), size).reshape(shape)


@pytest.mark.weight(2)
def test_stretched(check_sums):
    """Right for an axis of length 1 that was stretched"""
    check_sums(((3, 5), (3, 1)), ((3, 5), (1, 5)), ((2, 3, 4), (2, 1, 4)), ((4, 4), (4, 1)))


@pytest.mark.weight(2)
def test_added(check_sums):
    """Right for axes that were added on the left"""
    check_sums(((3, 5), (5,)), ((2, 3, 4), (3, 4)), ((2, 3, 4), (4,)), ((4, 4), (4,)))


@pytest.mark.weight(2)
def test_both(check_sums):
    """Right for axes that were added and others that were stretched"""
    check_sums(((2, 3, 4), (3, 1)), ((2, 3, 4), (1, 4)), ((3, 3, 3), (3, 1)), ((2, 3, 4), (1,)))


@pytest.mark.weight(1.5)
def test_one_number(check_sums):
    """Right for a single number: of shape (1, 1), (1,) or ()"""
    check_sums(((3, 5), (1, 1)), ((3, 5), (1,)), ((3, 5), ()), ((4,), ()))


@pytest.mark.needs_value
def test_nothing_stretched(check_sums):
    """Numbers come back as they are where nothing was stretched"""
    check_sums(((3, 5), (3, 5)), ((3, 1), (3, 1)), ((1, 1), (1, 1)), ((4,), (4,)))


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
def test_shape(student, rng):
    """The result has the shape that is asked for"""
    shapes = [(3, 1), (1, 5), (5,), (1, 1), (3, 5), ()]
    grad = rng.normal(0, 1, (3, 5))
    values = student.unbroadcast.many([(grad, shape) for shape in shapes])
    for value, shape in zip(values[:-1], shapes[:-1], strict=True):
        check_array(value, "the gradient", shape)
    check_number(values[-1], "the gradient of one number")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_input_stays(student, rng):
    """The array grad is as it was"""
    grad = rng.normal(0, 1, (3, 5))
    for shape in ((3, 1), (3, 5)):
        seen = student.unbroadcast.observe(grad, shape)
        check_unchanged(seen.arguments, {"grad": grad})
