"""Hidden graders of the exercise compute_cost(A2, Y).

Students may ask for `parameters` as well; some read them.
"""

import numpy as np
import pytest

from autograder.checks import central_differences, check_close, check_number

pytestmark = pytest.mark.exercise("compute_cost")


@pytest.fixture
def cost(student, network):
    """Call the student's function; what comes back must be one finite number."""

    def call(A2, Y):
        extras = {"parameters": network.parameters}
        return check_number(student.compute_cost(A2, Y, extras=extras), "the cost")

    return call


@pytest.mark.weight(2)
@pytest.mark.parametrize("m", [7, 12])
def test_value(cost, reference, probabilities, m):
    """The mean cross-entropy, as one number"""
    A2, Y = probabilities(m)
    check_close(cost(A2, Y), float(reference.compute_cost(A2, Y)), "the cost", rtol=1e-5)


@pytest.mark.parametrize("label", [0.0, 1.0])
def test_one_sample(cost, reference, rng, label):
    """Right for a single sample of either class"""
    A2, Y = rng.uniform(0.1, 0.9, (1, 1)), np.array([[label]])
    check_close(cost(A2, Y), float(reference.compute_cost(A2, Y)), "the cost", rtol=1e-5)


@pytest.mark.parametrize("dtype", [int, bool], ids=["int", "bool"])
def test_types_of_labels(cost, reference, probabilities, dtype):
    """Labels may be integers or booleans"""
    A2, Y = probabilities()
    expected = float(reference.compute_cost(A2, Y))
    check_close(cost(A2, Y.astype(dtype)), expected, "the cost", rtol=1e-5)


def test_mean_not_sum(cost, reference, probabilities):
    """Repeating every sample does not change the cost"""
    A2, Y = probabilities()
    expected = float(reference.compute_cost(A2, Y))
    doubled = cost(np.hstack([A2, A2]), np.hstack([Y, Y]))
    check_close(doubled, expected, "the cost of every sample twice", rtol=1e-5)


def test_confident_outputs(cost, reference):
    """Right to 1 % for outputs as close to 0 and 1 as 1e-6"""
    A2 = np.array([[1e-6, 1 - 1e-6, 1e-6, 1 - 1e-6]])
    Y = np.array([[0.0, 1.0, 1.0, 0.0]])
    check_close(cost(A2, Y), float(reference.compute_cost(A2, Y)), "the cost", rtol=1e-2)


def test_slope(student, network, probabilities):
    """The cost's slope in each output is that of the cross-entropy"""
    A2, Y = probabilities(5)
    extras = {"parameters": network.parameters}
    h, m = 1e-4, 5
    steps = [np.eye(m)[[i]] * h for i in range(m)]
    shifted = [(A2 + sign * step, Y) for step in steps for sign in (1, -1)]
    values = [check_number(c, "the cost") for c in student.compute_cost.many(shifted, extras)]
    at = dict(zip((a.tobytes() for a, _ in shifted), values, strict=True))
    slope = central_differences(lambda a: at[a.tobytes()], A2, h)
    check_close(slope, (A2 - Y) / (A2 * (1 - A2)) / m, "its slope", rtol=1e-3, atol=1e-6)
