"""Hidden graders of the exercise sigmoid(z)."""

import numpy as np
import pytest

from autograder.checks import (
    check_also_right,
    check_array,
    check_number,
    check_stable,
    check_unchanged,
    check_values,
    check_vectorized,
)

pytestmark = pytest.mark.exercise("sigmoid")


@pytest.mark.weight(2)
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


@pytest.mark.weight(0.5)
def test_values_on_integers(student, reference, rng):
    """Right values for an array of integers: they are not rounded"""
    z = rng.integers(-4, 5, (2, 6))
    check_values(student.sigmoid(z), reference.sigmoid(z), "sigmoid of integers")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shape(student, rng):
    """The result is float and has the shape of z, be it a number or an array"""
    inputs = [rng.normal(0, 3, shape) for shape in ((4,), (1, 5), (2, 3, 4))]
    inputs.append(rng.integers(-4, 5, (2, 6)))
    *values, of_number = student.sigmoid.many([[z] for z in (*inputs, 0.5)])
    for z, value in zip(inputs, values, strict=True):
        check_array(value, "sigmoid(z)", z.shape)
    check_number(of_number, "sigmoid of a number")


@pytest.mark.weight(1.5)
def test_tiny_values(student, reference, rng):
    """Right to six digits from z = -80 to z = 80, however small the value"""
    z = np.append(rng.uniform(21, 80, 5), 80.0)
    for far, value in zip((-z, z), student.sigmoid.many([[-z], [z]]), strict=True):
        check_stable(value, reference.sigmoid(far), "sigmoid(z)")


def test_huge_inputs(student):
    """No NaN at z = 1000 or z = -1000: the limits are 1 and 0"""
    z = np.array([[-1000.0, -750.0, 750.0, 1000.0]])
    check_values(student.sigmoid(z), [[0.0, 0.0, 1.0, 1.0]], "sigmoid at large |z|", atol=1e-8)


@pytest.mark.needs_value
def test_no_loop(student, reference, rng):
    """No loop: many entries take no more lines of Python, and are as right"""
    lines, cases = {}, []
    for m in (5, 105):
        z = rng.normal(0, 3, (1, m))
        counted = student.sigmoid.lines(z)
        cases.append(({"sigmoid(z)": counted.value}, {"sigmoid(z)": reference.sigmoid(z)}))
        lines[m] = counted.lines
    check_vectorized(lines, "entries")
    check_also_right(*cases, told=" of many entries", some=False)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_input_stays(student, rng):
    """The argument z is as it was"""
    z = rng.normal(0, 3, (2, 3))
    check_unchanged(student.sigmoid.observe(z).arguments, {"z": z})
