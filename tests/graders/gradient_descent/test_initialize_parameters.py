"""Hidden graders of the exercise initialize_parameters(input_size, hidden_size, output_size).

Judged by its properties: how a student seeds is their own affair, so bounds lie six or
more standard deviations out and a right answer never fails by chance.
"""

import numpy as np
import pytest

from autograder.checks import check_numbers, check_parts, check_that, say

pytestmark = pytest.mark.exercise("initialize_parameters")


def shapes(n_x, n_h, n_out):
    """Return the shape of each parameter."""
    return {"W1": (n_x, n_h), "b1": (1, n_h), "W2": (n_h, n_out), "b2": (1, n_out)}


@pytest.fixture
def start(student):
    """Call the student's function with some sizes; return how to ask for a parameter."""

    def call(*sizes):
        parameters = check_parts(student.initialize_parameters(*sizes), shapes(*sizes))
        return lambda name: check_numbers(parameters[name], name, shapes(*sizes)[name])

    return call


@pytest.mark.needs_value
def test_shapes(student, check_shapes):
    """W1, b1, W2, b2 in this order, each an array of floats in its shape"""
    for sizes in ((3, 5, 2), (5, 2, 4), (1, 1, 1), (4, 6, 1)):
        check_shapes(student.initialize_parameters(*sizes), shapes(*sizes))


def test_biases_are_zero(start):
    """Biases begin at zero, and weights do not"""
    read = start(4, 6, 3)
    for name in ("b1", "b2"):
        check_that(not read(name).any(), say("{name} is not zero", name=name))
    for name in ("W1", "W2"):
        check_that(read(name).any(), say("{name} is zero", name=name))


@pytest.mark.parametrize("name", ["W1", "W2"])
def test_scale_of_weights(start, name):
    """{name}: standard normal draws over the root of the number of its layer's inputs"""
    for n_x, n_h, n_out in ((16, 400, 12), (100, 49, 200)):
        inputs = n_x if name == "W1" else n_h
        draws = start(n_x, n_h, n_out)(name) * np.sqrt(inputs)  # 4800 or more
        check_that(
            0.9 < draws.std() < 1.1,
            say("the standard deviation of {name} is not that of the formula", name=name),
            "Divide standard normal draws by the root of the number of inputs of the layer.",
        )
        check_that(abs(draws.mean()) < 0.1, say("the mean of {name} is not about zero", name=name))
        inside = np.mean(np.abs(draws) < 1)  # 68.3 % for a normal distribution
        check_that(
            0.63 < inside < 0.73,
            say("the entries of {name} are not distributed as normal draws are", name=name),
            "np.random.rand draws from a uniform distribution.",
        )


@pytest.mark.needs_value
def test_all_weights_differ(start):
    """No two weights are the same: every unit begins in a direction of its own"""
    read = start(6, 9, 5)
    for name in ("W1", "W2"):
        weights = read(name)
        check_that(
            len(np.unique(weights)) == weights.size,
            say("some entries of {name} are equal", name=name),
            "Units with equal weights stay equal for ever.",
        )
