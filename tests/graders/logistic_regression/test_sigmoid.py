"""Hidden graders of the exercise sigmoid(z)."""

import numpy as np
import pytest

from autograder.checks import (
    check_array,
    check_close,
    check_number,
    check_stable,
    check_unchanged,
    check_vectorized,
)

pytestmark = pytest.mark.exercise("sigmoid")


@pytest.mark.weight(3)
def test_values_on_arrays(student, reference, rng):
    """Right values, in the shape of z, for arrays of one, two and three dimensions"""
    inputs = [rng.normal(0, 3, shape) for shape in ((4,), (1, 5), (2, 3, 4))]
    for z, value in zip(inputs, student.sigmoid.many([[z] for z in inputs]), strict=True):
        actual = check_array(value, "sigmoid(z)", z.shape)
        check_close(actual, reference.sigmoid(z), "sigmoid(z)")


def test_values_on_numbers(student, reference, rng):
    """Right values for a single number"""
    numbers = [0.0, *rng.normal(0, 3, 3).tolist(), -2, 1]
    for z, value in zip(numbers, student.sigmoid.many([[z] for z in numbers]), strict=True):
        actual = check_number(value, "sigmoid of a number")
        check_close(actual, float(reference.sigmoid(z)), "sigmoid of a number")


def test_values_on_integers(student, reference, rng):
    """Integers are not rounded: sigmoid of an integer array is a float array"""
    z = rng.integers(-4, 5, (2, 6))
    actual = check_array(student.sigmoid(z), "sigmoid of integers", z.shape)
    check_close(actual, reference.sigmoid(z), "sigmoid of integers")


@pytest.mark.weight(2)
def test_tiny_values(student, reference, rng):
    """Right to six digits from z = -80 to z = 80, however small the value"""
    z = np.append(rng.uniform(21, 80, 5), 80.0)
    for far, value in zip((-z, z), student.sigmoid.many([[-z], [z]]), strict=True):
        check_stable(value, reference.sigmoid(far), "sigmoid(z)")


@pytest.mark.weight(2)
def test_huge_inputs(student):
    """No NaN at z = 1000 or z = -1000: the limits are 1 and 0"""
    z = np.array([[-1000.0, -750.0, 750.0, 1000.0]])
    actual = check_array(student.sigmoid(z), "sigmoid at large |z|", z.shape)
    check_close(actual, [[0.0, 0.0, 1.0, 1.0]], "sigmoid at large |z|", atol=1e-8)


def test_no_loop(student, rng):
    """No loop: more entries do not take more lines of Python"""
    lines = {}
    for m in (5, 105):
        counted = student.sigmoid.lines(rng.normal(0, 3, (1, m)))
        check_array(counted.value, "sigmoid(z)", (1, m))
        lines[m] = counted.lines
    check_vectorized(lines, "entries")


def test_input_stays(student, reference, rng):
    """The argument z is as it was"""
    z = rng.normal(0, 3, (2, 3))
    seen = student.sigmoid.observe(z)
    check_close(check_array(seen.value, "sigmoid(z)", z.shape), reference.sigmoid(z), "sigmoid(z)")
    check_unchanged(seen.arguments, {"z": z})
