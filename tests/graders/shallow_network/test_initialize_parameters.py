"""Hidden graders of the exercise initialize_parameters(n_x, n_h, n_y).

Judged by its properties: how a student seeds is their own affair, so bounds lie
six or more standard deviations out and a right answer never fails by chance.
"""

import numpy as np
import pytest

from autograder.checks import check_arrays, check_numbers, check_that, say

NAMES = ("W1", "b1", "W2", "b2")

pytestmark = pytest.mark.exercise("initialize_parameters")


def shapes(n_x, n_h, n_y):
    """Return the shape of each parameter."""
    return {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}


@pytest.fixture
def start(student, entries, entry):
    """Call the student's function with some sizes; return how to ask for a parameter."""

    def call(*sizes):
        parameters = entries(student.initialize_parameters(*sizes), "parameters", NAMES)

        def read(name):
            return check_numbers(entry(parameters, "parameters", name), name, shapes(*sizes)[name])

        return read

    return call


@pytest.mark.needs_value
def test_shapes(student):
    """Every parameter is an array of floats in its shape, also for several outputs"""
    every_size = [(3, 5, 1), (5, 2, 1), (1, 1, 1), (4, 6, 3)]
    values = student.initialize_parameters.many(every_size)
    for sizes, value in zip(every_size, values, strict=True):
        check_arrays(value, "parameters", shapes(*sizes))


def test_biases_are_zero(start):
    """Biases begin at zero, and weights do not"""
    read = start(4, 6, 1)
    for name in ("b1", "b2"):
        check_that(not read(name).any(), say("{name} is not zero", name=name))
    for name in ("W1", "W2"):
        check_that(read(name).any(), say("{name} is zero", name=name))


@pytest.mark.parametrize("name", ["W1", "W2"])
def test_scale_of_weights(start, name):
    """{name} is made of standard normal draws times 0.01, on a large layer"""
    weights = start(3, 4000, 2)(name) / 0.01  # 8000 or more draws
    spread = float(weights.std())
    inside = float(np.mean(np.abs(weights) < spread))  # 68.3 % for a normal distribution
    if spread > 1:
        told = say("the standard deviation of {name} is too large", name=name)
    else:
        told = say("the standard deviation of {name} is too small", name=name)
    check_that(
        0.9 < spread < 1.1,
        told,
        "Multiply draws of the standard normal distribution by 0.01.",
    )
    check_that(abs(weights.mean()) < 0.12, say("the mean of {name} is not about zero", name=name))
    check_that(0.65 < inside < 0.72, say("{name} does not look like normal draws", name=name))


@pytest.mark.needs_value
def test_weights_differ(start):
    """No two weights are equal: units that begin alike stay alike"""
    read = start(4, 6, 3)
    W1, W2 = read("W1").ravel(), read("W2").ravel()
    for name, weights in (("W1", W1), ("W2", W2)):
        check_that(np.unique(weights).size == weights.size, say("{name} repeats values", name=name))
    check_that(
        not np.isin(W2, W1).any(),
        "W2 repeats values of W1",
        "From the same seed come the same draws: seed once, before the first, or not at all.",
    )
