"""Hidden graders of the exercise activation_slope(name, z)."""

import numpy as np
import pytest

from autograder.checks import (
    check_array,
    check_close,
    check_number,
    check_numbers,
    check_unchanged,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("activation_slope")

NAMES = ("sigmoid", "tanh", "relu", "leaky_relu", "elu")

each_name = pytest.mark.parametrize("name", NAMES)


@each_name
def test_values(student, reference, rng, name):
    """Right slopes of {name} for arrays of one, two and three axes"""
    inputs = [rng.normal(0, 2, shape) for shape in ((6,), (3, 5), (2, 3, 4))]
    values = student.activation_slope.many([(name, z) for z in inputs])
    for z, value in zip(inputs, values, strict=True):
        check_values(
            value, reference.activation_slope(name, z), say("the slope of {name}", name=name)
        )


@pytest.mark.weight(1)
def test_central_differences(student, reference, rng):
    """All five agree with central differences of the functions themselves"""
    z = rng.choice([-1, 1], 8) * rng.uniform(0.2, 3.0, 8)  # away from the corners
    h = 1e-6
    for name in NAMES:
        around = (reference.activation(name, z + h), reference.activation(name, z - h))
        slope = check_numbers(
            student.activation_slope(name, z), say("the slope of {name}", name=name), z.shape
        )
        measured = (around[0] - around[1]) / (2 * h)
        check_close(slope, measured, say("the slope of {name}", name=name), rtol=1e-5, atol=1e-7)


@pytest.mark.weight(0.3)
@each_name
def test_numbers_and_integers(student, reference, rng, name):
    """Right slopes of {name} for single numbers and for arrays of integers"""
    numbers = [-1, 2, float(rng.normal(-1, 0.3)), float(rng.normal(1, 0.3))]
    integers = np.array([-4, -3, -2, -1, 1, 2, 3]) * int(rng.integers(1, 3))
    inputs = (*numbers, integers)
    values = student.activation_slope.many([(name, z) for z in inputs])
    for z, value in zip(inputs, values, strict=True):
        right = np.asarray(reference.activation_slope(name, z), dtype=float)
        check_values(value, right, say("the slope of {name}", name=name))


@pytest.mark.needs_value
@pytest.mark.weight(0.3)
@each_name
def test_large(student, reference, name):
    """No NaN for {name} as far out as z = 1000 and z = -1000, and the right limits"""
    z = np.array([[-1000.0, -720.0, -60.0], [60.0, 720.0, 1000.0]])
    right = reference.activation_slope(name, z)
    check_values(
        student.activation_slope(name, z),
        right,
        say("the slope of {name} at large |z|", name=name),
        atol=1e-8,
    )


@pytest.mark.needs_value
@pytest.mark.weight(0.3)
@pytest.mark.parametrize("name", ["relu", "leaky_relu", "elu"])
def test_zero(student, reference, name):
    """Right for {name} at z = 0, where a corner has the slope of its left side"""
    told = say("the slope of {name} at 0", name=name)
    check_values(
        student.activation_slope(name, 0.0), float(reference.activation_slope(name, 0.0)), told
    )


@pytest.mark.needs_value
@pytest.mark.weight(0.6)
def test_shape(student, rng):
    """The results are float and have the shape of z, be it a number or an array"""
    inputs = [rng.normal(0, 2, (6,)), rng.normal(0, 2, (2, 3, 4)), rng.integers(-4, 5, (3, 4))]
    for name in NAMES:
        *values, of_number = student.activation_slope.many([(name, z) for z in (*inputs, 0.5)])
        for z, value in zip(inputs, values, strict=True):
            check_array(value, say("the slope of {name}", name=name), z.shape)
        check_number(of_number, say("the slope of {name} of a number", name=name))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_input_stays(student, rng):
    """The argument z is as it was"""
    for name in NAMES:
        z = rng.normal(0, 2, (3, 4))
        check_unchanged(student.activation_slope.observe(name, z).arguments, {"z": z})
