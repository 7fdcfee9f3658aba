"""Hidden graders of the exercise sigmoid(z)."""

import numpy as np
import pytest

from autograder.checks import (
    check_array,
    check_close,
    check_number,
    check_numbers,
    check_that,
    check_unchanged,
    check_values,
)

pytestmark = pytest.mark.exercise("sigmoid")


@pytest.mark.weight(3)
def test_values_on_arrays(student, reference, rng):
    """Right values for arrays of one, two and three dimensions"""
    inputs = [rng.normal(0, 3, shape) for shape in ((4,), (3, 5), (2, 3, 4))]
    for z, value in zip(inputs, student.sigmoid.many([[z] for z in inputs]), strict=True):
        check_values(value, reference.sigmoid(z), "sigmoid(z)")


def test_values_on_numbers(student, reference, rng):
    """Right values for a single number"""
    numbers = [0.0, *rng.normal(0, 3, 3).tolist(), -2, 1]
    for z, value in zip(numbers, student.sigmoid.many([[z] for z in numbers]), strict=True):
        check_values(value, float(reference.sigmoid(z)), "sigmoid of a number")


def test_values_on_integers(student, reference, rng):
    """Right values for an array of integers: they are not rounded"""
    z = rng.integers(-4, 5, (2, 6))
    check_values(student.sigmoid(z), reference.sigmoid(z), "sigmoid of integers")


@pytest.mark.needs_value
def test_shape(student, rng):
    """The result is float and has the shape of z, be it a number or an array"""
    inputs = [rng.normal(0, 3, shape) for shape in ((4,), (1, 5), (2, 3, 4))]
    inputs.append(rng.integers(-4, 5, (2, 6)))
    *values, of_number = student.sigmoid.many([[z] for z in (*inputs, 0.5)])
    for z, value in zip(inputs, values, strict=True):
        check_array(value, "sigmoid(z)", z.shape)
    check_number(of_number, "sigmoid of a number")


def test_large_inputs(student):
    """No NaN at z = 1000 or z = -1000: the limits are 1 and 0"""
    z = np.array([[-1000.0, -750.0, 750.0, 1000.0]])
    check_values(student.sigmoid(z), [[0.0, 0.0, 1.0, 1.0]], "sigmoid at large |z|", atol=1e-8)


def test_tails(student, reference):
    """Right to four digits far from zero, where values are small: sigmoid(-12) is not 0"""
    z = np.array([-12.0, -11.0, -9.0])
    value = student.sigmoid(z)
    check_values(value, reference.sigmoid(z), "sigmoid at negative z", rtol=1e-4, atol=0)


def test_symmetry(student, rng):
    """sigmoid(-z) = 1 - sigmoid(z), and it grows with z"""
    z = np.sort(rng.normal(0, 4, 9))
    both = student.sigmoid.many([[z], [-z]])
    up, down = (check_numbers(value, "sigmoid(z)", z.shape) for value in both)
    check_close(up + down, np.ones(9), "sigmoid(z) + sigmoid(-z)")
    check_that((np.diff(up) > 0).all(), "sigmoid(z) does not grow with z")


@pytest.mark.needs_value
def test_input_stays(student, rng):
    """The argument z is as it was"""
    z = rng.normal(0, 3, (2, 3))
    check_unchanged(student.sigmoid.observe(z).arguments, {"z": z})
