"""Hidden graders of the exercise initialize_parameters(input_size, hidden_size, output_size).

Judged by its properties: how a student seeds is their own affair, so bounds lie six or
more standard deviations out and a right answer never fails by chance.
"""

import numpy as np
import pytest

from autograder.checks import check_that

pytestmark = pytest.mark.exercise("initialize_parameters")


def shapes(n_x, n_h, n_out):
    """Return the shape of each parameter."""
    return {"W1": (n_x, n_h), "b1": (1, n_h), "W2": (n_h, n_out), "b2": (1, n_out)}


@pytest.fixture
def start(student, parts):
    """Call the student's function with some sizes; the shapes are checked."""
    return lambda *sizes: parts(student.initialize_parameters(*sizes), shapes(*sizes))


@pytest.mark.weight(2)
def test_shapes(start):
    """W1, b1, W2, b2 in this order, each in its shape"""
    for sizes in ((3, 5, 2), (5, 2, 4), (1, 1, 1), (4, 6, 1)):
        start(*sizes)


def test_biases_are_zero(start):
    """Biases begin at zero"""
    parameters = start(4, 6, 3)
    for name in ("b1", "b2"):
        check_that(not parameters[name].any(), f"{name} is not zero")


@pytest.mark.weight(2)
def test_spread_of_weights(start):
    """Weights are standard normal draws over the root of the number of their layer's inputs"""
    for sizes in ((16, 400, 12), (100, 49, 200)):
        parameters = start(*sizes)
        for name, inputs in (("W1", sizes[0]), ("W2", sizes[1])):
            draws = parameters[name] * np.sqrt(inputs)  # 4800 or more
            check_that(
                0.9 < draws.std() < 1.1,
                f"the spread of {name} is not that of the formula",
                "Divide standard normal draws by the root of the number of inputs of the layer.",
            )
            check_that(abs(draws.mean()) < 0.1, f"the mean of {name} is not about zero")
            inside = np.mean(np.abs(draws) < 1)  # 68.3 % for a normal distribution
            check_that(
                0.63 < inside < 0.73,
                f"the entries of {name} are not spread as normal draws are",
                "np.random.rand draws from a uniform distribution.",
            )


@pytest.mark.weight(2)
def test_all_weights_differ(start):
    """No two weights are the same: every unit begins in a direction of its own"""
    parameters = start(6, 9, 5)
    for name in ("W1", "W2"):
        check_that(
            len(np.unique(parameters[name])) == parameters[name].size,
            f"some entries of {name} are equal",
            "Units with equal weights stay equal for ever.",
        )
