"""Hidden graders of the exercise numerical_gradient(f, x, h).

A function cannot be sent, only the name of one in COSTS.
"""

import numpy as np
import pytest

from autograder.checks import check_also_right, check_array, check_number, check_unchanged, say
from autograder.checks import check_values as check

pytestmark = pytest.mark.exercise("numerical_gradient")

FORMULAS = {
    "squares": lambda x: 2 * x,
    "cubes": lambda x: 3 * x**2,
    "waves": np.cos,
    "length": lambda x: x / np.sqrt(1 + np.sum(x**2)),
}
CLOSE = {"rtol": 2e-5, "atol": 1e-8}


@pytest.mark.weight(3)
def test_values(student, away):
    """Each partial derivative is right to five digits"""
    x = away(5)
    values = student.numerical_gradient.many([(name, x) for name in FORMULAS])
    for value, formula in zip(values, FORMULAS.values(), strict=True):
        check(value, formula(x), "the gradient", **CLOSE)


@pytest.mark.weight(1.5)
def test_one_at_a_time(student, away):
    """Only one entry moves at a time, and the others are where they were"""
    x = away(6)
    padded = np.concatenate([[0.0], x, [0.0]])
    value = student.numerical_gradient("neighbours", x, 0.1)
    check(value, padded[:-2] + padded[2:], "the gradient", **CLOSE)


@pytest.mark.weight(2)
def test_central(student, away):
    """It is the central difference for any h that is passed"""
    x = away(2, 3)
    calls = [("cubes", x, h) for h in (0.1, 0.5)]
    for value, (_, _, h) in zip(student.numerical_gradient.many(calls), calls, strict=True):
        check(value, 3 * x**2 + h**2, say("the central difference"), **CLOSE)


def test_other_axes(student, away):
    """Right for any number of axes, also for a single number"""
    x, number = away(2, 3, 2), away()
    values = student.numerical_gradient.many([("cubes", x), ("cubes", number)])
    for value, at in zip(values, (x, number), strict=True):
        check(value, 3 * at**2, "the gradient", **CLOSE)


def test_integers(student, rng):
    """Integers give what the same floats give"""
    x = rng.integers(1, 5, 4)
    values = student.numerical_gradient.many([("waves", x.astype(float)), ("waves", x)])
    floats, integers = ({"gradient": value} for value in values)
    right = {"gradient": np.cos(x)}
    check_also_right((floats, right), (integers, right), told=" for integers", rtol=2e-5)


@pytest.mark.needs_value
def test_shape(student, away):
    """The gradient is a float array in the shape of x"""
    x, number = away(3, 2), away()
    matrix, one = student.numerical_gradient.many([("squares", x), ("squares", number)])
    check_array(matrix, "the gradient", (3, 2))
    check_number(one, "the gradient of one number")


@pytest.mark.needs_value
def test_input_stays(student, away):
    """The array x is as it was"""
    x = away(3)
    seen = student.numerical_gradient.observe("waves", x)
    check_unchanged(seen.arguments, {"x": x})
