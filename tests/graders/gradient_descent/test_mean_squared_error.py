"""Hidden graders of the exercise mean_squared_error(y_true, y_pred)."""

import numpy as np
import pytest

from autograder.checks import check_close, check_number, check_unchanged

pytestmark = pytest.mark.exercise("mean_squared_error")


@pytest.fixture
def errors(student):
    """Call the student's function; what comes back must be one number each time."""

    def call(*batches):
        values = student.mean_squared_error.many(batches)
        return [check_number(value, "the mean squared error") for value in values]

    return call


@pytest.mark.weight(3)
def test_value(errors, reference, rng):
    """The mean over all entries, as one number, whatever the shape"""
    shapes = ((7,), (6, 1), (5, 3), (2, 40))
    batches = [(rng.normal(1, 2, shape), rng.normal(0, 2, shape)) for shape in shapes]
    for batch, error in zip(batches, errors(*batches), strict=True):
        check_close(error, reference.mean_squared_error(*batch), "the mean squared error")


def test_one_entry(errors, rng):
    """Right for a single number"""
    true, predicted = rng.normal(0, 2, (1, 1)), rng.normal(0, 2, (1, 1))
    (error,) = errors((true, predicted))
    check_close(error, ((true - predicted) ** 2).item(), "the squared error of one number")


def test_integers(errors, reference, rng):
    """Integers are welcome"""
    batch = rng.integers(-5, 6, (4, 3)), rng.integers(-5, 6, (4, 3))
    (error,) = errors(batch)
    check_close(error, reference.mean_squared_error(*batch), "the error of integers")


def test_inputs_stay(student, reference, rng):
    """Both arrays are as they were"""
    before = {"y_true": rng.normal(0, 1, (4, 2)), "y_pred": rng.normal(0, 1, (4, 2))}
    seen = student.mean_squared_error.observe(**before)
    error = check_number(seen.value, "the mean squared error")
    check_close(error, reference.mean_squared_error(**before), "the mean squared error")
    check_unchanged(seen.arguments, before)


def test_perfect(errors, rng):
    """Zero where every prediction is right"""
    true = np.round(rng.normal(0, 2, (5, 2)), 2)
    (error,) = errors((true, true.copy()))
    check_close(error, 0.0, "the error of perfect predictions")
