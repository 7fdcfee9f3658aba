"""Hidden graders of the exercise activation(name, z)."""

import numpy as np
import pytest

from autograder.checks import check_array, check_number, check_unchanged, check_values, say

pytestmark = pytest.mark.exercise("activation")

NAMES = ("sigmoid", "tanh", "relu", "leaky_relu", "elu")

each_name = pytest.mark.parametrize("name", NAMES)


@each_name
def test_values(student, reference, rng, name):
    """Right values of {name} for arrays of one, two and three axes"""
    inputs = [rng.normal(0, 2, shape) for shape in ((6,), (3, 5), (2, 3, 4))]
    values = student.activation.many([(name, z) for z in inputs])
    for z, value in zip(inputs, values, strict=True):
        check_values(value, reference.activation(name, z), f"{name}")


@pytest.mark.weight(0.4)
@each_name
def test_numbers_and_integers(student, reference, rng, name):
    """Right values of {name} for single numbers and for arrays of integers"""
    numbers = [0.0, -1, 2, float(rng.normal(-1, 0.3)), float(rng.normal(1, 0.3))]
    integers = np.arange(-4, 5) + int(rng.integers(-1, 2))
    inputs = (*numbers, integers)
    values = student.activation.many([(name, z) for z in inputs])
    for z, value in zip(inputs, values, strict=True):
        right = np.asarray(reference.activation(name, z), dtype=float)
        check_values(value, right, f"{name}")


@pytest.mark.needs_value
@pytest.mark.weight(0.4)
@each_name
def test_large(student, reference, name):
    """No NaN for {name} as far out as z = 1000 and z = -1000, and the right limits"""
    z = np.array([[-1000.0, -720.0, -60.0], [60.0, 720.0, 1000.0]])
    right = reference.activation(name, z)
    check_values(
        student.activation(name, z), right, say("{name} at large |z|", name=name), atol=1e-8
    )


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shape(student, rng):
    """The results are float and have the shape of z, be it a number or an array"""
    inputs = [rng.normal(0, 2, (6,)), rng.normal(0, 2, (2, 3, 4)), rng.integers(-4, 5, (3, 4))]
    for name in NAMES:
        *values, of_number = student.activation.many([(name, z) for z in (*inputs, 0.5)])
        for z, value in zip(inputs, values, strict=True):
            check_array(value, f"{name}", z.shape)
        check_number(of_number, say("{name} of a number", name=name))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_input_stays(student, rng):
    """The argument z is as it was"""
    for name in NAMES:
        z = rng.normal(0, 2, (3, 4))
        check_unchanged(student.activation.observe(name, z).arguments, {"z": z})
