"""Hidden graders of the exercise activation_slope(name, z)."""

import numpy as np
import pytest

from autograder.checks import check_array, check_close, check_number, check_unchanged

pytestmark = pytest.mark.exercise("activation_slope")

each_name = pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "leaky_relu", "elu"])


@pytest.mark.weight(2)
@each_name
def test_values(student, reference, rng, name):
    """Right slopes, in the shape of z, for arrays of one, two and three axes"""
    inputs = [rng.normal(0, 2, shape) for shape in ((6,), (3, 5), (2, 3, 4))]
    values = student.activation_slope.many([(name, z) for z in inputs])
    for z, value in zip(inputs, values, strict=True):
        actual = check_array(value, f"the slope of {name}", z.shape)
        check_close(actual, reference.activation_slope(name, z), f"the slope of {name}")


@each_name
def test_measured(student, reference, rng, name):
    """The slope is how much the function grows when z is moved a little"""
    z, h = rng.uniform(0.1, 3, (2, 6)) * [[1], [-1]], 1e-6
    actual = check_array(student.activation_slope(name, z), f"the slope of {name}", z.shape)
    measured = (reference.activation(name, z + h) - reference.activation(name, z - h)) / (2 * h)
    check_close(actual, measured, f"the slope of {name}", rtol=1e-5, atol=1e-7)


@each_name
def test_numbers_and_integers(student, reference, rng, name):
    """Right for single numbers and for arrays of integers"""
    numbers = [-1, 2, float(rng.normal(-1, 0.3)), float(rng.normal(1, 0.3))]
    integers = np.array([-4, -3, -2, -1, 1, 2, 3]) * int(rng.integers(1, 3))
    *values, of_array = student.activation_slope.many([(name, z) for z in (*numbers, integers)])
    told = f"the slope of {name}"
    for z, value in zip(numbers, values, strict=True):
        actual = check_number(value, f"{told} at a number")
        check_close(actual, float(reference.activation_slope(name, z)), f"{told} at a number")
    actual = check_array(of_array, f"{told} at integers", integers.shape)
    check_close(actual, reference.activation_slope(name, integers), f"{told} at integers")


@each_name
def test_large(student, reference, name):
    """No NaN and nothing infinite, as far out as z = 1000 and z = -1000"""
    z = np.array([[-1000.0, -720.0, -60.0], [60.0, 720.0, 1000.0]])
    told = f"the slope of {name} at large |z|"
    actual = check_array(student.activation_slope(name, z), told, z.shape)
    check_close(actual, reference.activation_slope(name, z), told, atol=1e-8)


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "elu"])
def test_zero(student, reference, name):
    """Right at z = 0, where a corner has the slope of its left side"""
    z = np.array([[0.0, 1.0, -1.0]])
    actual = check_array(student.activation_slope(name, z), f"the slope of {name}", z.shape)
    check_close(actual, reference.activation_slope(name, z), f"the slope of {name} at 0")


def test_input_stays(student, rng):
    """The argument z is as it was"""
    for name in ("sigmoid", "tanh", "relu", "leaky_relu", "elu"):
        z = rng.normal(0, 2, (3, 4))
        seen = student.activation_slope.observe(name, z)
        check_array(seen.value, f"the slope of {name}", z.shape)
        check_unchanged(seen.arguments, {"z": z})
