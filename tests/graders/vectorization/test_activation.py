"""Hidden graders of the exercise activation(name, z)."""

import numpy as np
import pytest

from autograder.checks import check_array, check_close, check_number, check_unchanged

pytestmark = pytest.mark.exercise("activation")

each_name = pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "leaky_relu", "elu"])


@pytest.mark.weight(2)
@each_name
def test_values(student, reference, rng, name):
    """Right values, in the shape of z, for arrays of one, two and three axes"""
    inputs = [rng.normal(0, 2, shape) for shape in ((6,), (3, 5), (2, 3, 4))]
    inputs.append(np.array([[0.0], [-0.5], [0.5]]))
    values = student.activation.many([(name, z) for z in inputs])
    for z, value in zip(inputs, values, strict=True):
        actual = check_array(value, f"{name} of an array", z.shape)
        check_close(actual, reference.activation(name, z), name)


@each_name
def test_numbers_and_integers(student, reference, rng, name):
    """Right for single numbers and for arrays of integers, which are not rounded"""
    numbers = [0.0, -1, 2, float(rng.normal(-1, 0.3)), float(rng.normal(1, 0.3))]
    integers = np.arange(-4, 5) + int(rng.integers(-1, 2))
    *values, of_array = student.activation.many([(name, z) for z in (*numbers, integers)])
    for z, value in zip(numbers, values, strict=True):
        actual = check_number(value, f"{name} of a number")
        check_close(actual, float(reference.activation(name, z)), f"{name} of a number")
    actual = check_array(of_array, f"{name} of integers", integers.shape)
    check_close(actual, reference.activation(name, integers), f"{name} of integers")


@each_name
def test_large(student, reference, name):
    """No NaN and nothing infinite, as far out as z = 1000 and z = -1000"""
    z = np.array([[-1000.0, -720.0, -60.0], [60.0, 720.0, 1000.0]])
    actual = check_array(student.activation(name, z), f"{name} at large |z|", z.shape)
    check_close(actual, reference.activation(name, z), f"{name} at large |z|", atol=1e-8)


def test_input_stays(student, rng):
    """The argument z is as it was"""
    for name in ("sigmoid", "tanh", "relu", "leaky_relu", "elu"):
        z = rng.normal(0, 2, (3, 4))
        seen = student.activation.observe(name, z)
        check_array(seen.value, name, z.shape)
        check_unchanged(seen.arguments, {"z": z})
