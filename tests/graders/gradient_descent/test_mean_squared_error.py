"""Hidden graders of the exercise mean_squared_error(y_true, y_pred)."""

import numpy as np
import pytest

from autograder.checks import check_number, check_unchanged, check_values

pytestmark = pytest.mark.exercise("mean_squared_error")


@pytest.mark.weight(2)
def test_value(student, reference, rng):
    """The mean over all entries, whatever the shape"""
    shapes = ((7,), (6, 1), (5, 3), (2, 40))
    batches = [(rng.normal(1, 2, shape), rng.normal(0, 2, shape)) for shape in shapes]
    for batch, error in zip(batches, student.mean_squared_error.many(batches), strict=True):
        check_values(error, reference.mean_squared_error(*batch), "the mean squared error")


@pytest.mark.weight(0.5)
def test_one_entry(student, rng):
    """Right for a single number"""
    true, predicted = rng.normal(0, 2, (1, 1)), rng.normal(0, 2, (1, 1))
    error = student.mean_squared_error(true, predicted)
    check_values(error, ((true - predicted) ** 2).item(), "the squared error of one number")


@pytest.mark.needs_value
def test_number(student, rng):
    """The result is one number"""
    for shape in ((5,), (4, 3), (1, 1)):
        error = student.mean_squared_error(rng.normal(1, 2, shape), rng.normal(0, 2, shape))
        check_number(error, "the mean squared error")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_integers(student, rng):
    """Integers are welcome: the result is that of the same floats"""
    true, predicted = rng.integers(-5, 6, (4, 3)), rng.integers(-5, 6, (4, 3))
    batches = (true, predicted), (true.astype(float), predicted.astype(float))
    of_integers, of_floats = student.mean_squared_error.many(batches)
    right = check_number(of_floats, "the mean squared error", wrapped=True)
    check_values(of_integers, right, "the mean squared error of integers")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_perfect(student, rng):
    """Zero where every prediction is right"""
    true = np.round(rng.normal(0, 2, (5, 2)), 2)
    error = student.mean_squared_error(true, true.copy())
    check_values(error, 0.0, "the error of perfect predictions")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, rng):
    """Both arrays are as they were"""
    before = {"y_true": rng.normal(0, 1, (4, 2)), "y_pred": rng.normal(0, 1, (4, 2))}
    check_unchanged(student.mean_squared_error.observe(**before).arguments, before)
