"""Hidden graders of the exercise initialize_parameters(n_x, n_h, n_y).

Judged by its properties: how a student seeds is their own affair, so bounds lie
six or more standard deviations out and a right answer never fails by chance.
"""

import numpy as np
import pytest

from autograder.checks import check_arrays, check_that

pytestmark = pytest.mark.exercise("initialize_parameters")


def shapes(n_x, n_h, n_y):
    """Return the shape of each parameter."""
    return {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}


@pytest.mark.weight(2)
def test_shapes(student):
    """Every parameter has its shape"""
    every_size = [(3, 5, 1), (5, 2, 1), (1, 1, 1)]
    values = student.initialize_parameters.many(every_size)
    for sizes, value in zip(every_size, values, strict=True):
        check_arrays(value, "parameters", shapes(*sizes))


def test_shapes_for_several_outputs(student):
    """The shapes follow n_y too"""
    check_arrays(student.initialize_parameters(4, 6, 3), "parameters", shapes(4, 6, 3))


def test_biases_are_zero(student):
    """Biases begin at zero"""
    sizes = (4, 6, 1)
    parameters = check_arrays(student.initialize_parameters(*sizes), "parameters", shapes(*sizes))
    for name in ("b1", "b2"):
        check_that(not parameters[name].any(), f"{name} is not zero")


@pytest.mark.weight(2)
def test_scale_of_weights(student):
    """Weights are standard normal draws times 0.01, on a large layer"""
    sizes = (2, 4000, 1)
    parameters = check_arrays(student.initialize_parameters(*sizes), "parameters", shapes(*sizes))
    for name in ("W1", "W2"):
        weights = parameters[name] / 0.01  # 4000 or more draws
        spread, centre = float(weights.std()), float(weights.mean())
        outside = float(np.mean(np.abs(weights) > 2))  # 4.6 % for a normal distribution
        check_that(
            0.9 < spread < 1.1,
            f"{name} has a standard deviation of about {spread * 0.01:.2g}",
            "Multiply draws of the standard normal distribution by 0.01.",
        )
        check_that(abs(centre) < 0.12, f"the mean of {name} is not about zero")
        check_that(0.02 < outside < 0.08, f"{name} does not look like normal draws")


def test_weights_differ(student):
    """No two weights are equal: units that begin alike stay alike"""
    sizes = (4, 6, 1)
    parameters = check_arrays(student.initialize_parameters(*sizes), "parameters", shapes(*sizes))
    for name in ("W1", "W2"):
        distinct = np.unique(parameters[name]).size
        check_that(distinct == parameters[name].size, f"{name} repeats values")
