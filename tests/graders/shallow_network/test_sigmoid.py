"""Hidden graders of the exercise sigmoid(z)."""

import numpy as np
import pytest

from autograder.checks import check_array, check_close, check_number, check_that

pytestmark = pytest.mark.exercise("sigmoid")


@pytest.mark.parametrize("shape", [(4,), (3, 5), (2, 3, 4)], ids=["1d", "2d", "3d"])
def test_values_on_arrays(student, reference, rng, shape):
    """Right values, in the shape of z, for arrays"""
    z = rng.normal(0, 3, shape)
    actual = check_array(student.sigmoid(z), "sigmoid(z)", shape)
    check_close(actual, reference.sigmoid(z), "sigmoid(z)")


def test_values_on_numbers(student, reference, rng):
    """Right values for a single number"""
    for z in (0.0, *rng.normal(0, 3, 3).tolist()):
        actual = check_number(student.sigmoid(z), "sigmoid of a number")
        check_close(actual, float(reference.sigmoid(z)), "sigmoid of a number")


def test_values_on_integers(student, reference, rng):
    """Integers are not rounded: sigmoid of an integer array is a float array"""
    z = rng.integers(-4, 5, (2, 6))
    actual = check_array(student.sigmoid(z), "sigmoid of integers", z.shape)
    check_close(actual, reference.sigmoid(z), "sigmoid of integers")


def test_large_inputs(student):
    """No NaN at z = 1000 or z = -1000: the limits are 1 and 0"""
    z = np.array([[-1000.0, -750.0, 750.0, 1000.0]])
    actual = check_array(student.sigmoid(z), "sigmoid at large |z|", z.shape)
    check_close(actual, [[0.0, 0.0, 1.0, 1.0]], "sigmoid at large |z|")


def test_tails(student, reference):
    """Far from zero the values are small, not cut off: sigmoid(-20) is not 0"""
    z = np.array([-30.0, -20.0, -10.0])
    actual = check_array(student.sigmoid(z), "sigmoid at negative z", z.shape)
    check_close(actual, reference.sigmoid(z), "sigmoid at negative z", rtol=1e-4, atol=0)


def test_symmetry(student, rng):
    """sigmoid(-z) = 1 - sigmoid(z), and it grows with z"""
    z = np.sort(rng.normal(0, 4, 9))
    up, down = (check_array(v, "sigmoid(z)", z.shape) for v in student.sigmoid.many([[z], [-z]]))
    check_close(up + down, np.ones(9), "sigmoid(z) + sigmoid(-z)")
    check_that((np.diff(up) > 0).all(), "sigmoid(z) does not grow with z")
