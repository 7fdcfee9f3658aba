"""Hidden graders of the exercise compute_cost(A2, Y).

Students may ask for `parameters` as well; some read them.
"""

import numpy as np
import pytest

from autograder.checks import (
    central_differences,
    check_close,
    check_number,
    check_unchanged,
)

pytestmark = pytest.mark.exercise("compute_cost")


@pytest.fixture
def costs(student, make_network):
    """Call the student's function; what comes back must be one finite number each time."""

    def call(*batches):
        extras = {"parameters": make_network().parameters}
        values = student.compute_cost.many(batches, extras)
        return [check_number(value, "the cost") for value in values]

    return call


@pytest.mark.weight(4)
def test_value(costs, reference, probabilities):
    """The mean cross-entropy, as one number"""
    batches = [probabilities(7), probabilities(12), probabilities(3000)]
    batches.append((batches[0][0], np.zeros((1, 7))))
    for batch, cost in zip(batches, costs(*batches), strict=True):
        check_close(cost, float(reference.compute_cost(*batch)), "the cost", rtol=1e-5)


@pytest.mark.weight(2)
def test_one_sample(costs, reference, rng):
    """Right for a single sample of either class"""
    batches = [(rng.uniform(0.1, 0.9, (1, 1)), np.array([[label]])) for label in (0.0, 1.0)]
    for batch, cost in zip(batches, costs(*batches), strict=True):
        expected = float(reference.compute_cost(*batch))
        check_close(cost, expected, "the cost of one sample", rtol=1e-5)


@pytest.mark.weight(2)
def test_types_of_labels(costs, reference, probabilities):
    """Labels may be integers or booleans"""
    A2, Y = probabilities(7)
    expected = float(reference.compute_cost(A2, Y))
    for cost in costs((A2, Y.astype(int)), (A2, Y.astype(bool))):
        check_close(cost, expected, "the cost of integer or boolean labels", rtol=1e-5)


def test_mean_not_sum(costs, reference, probabilities):
    """Repeating every sample does not change the cost"""
    A2, Y = probabilities(7)
    expected = float(reference.compute_cost(A2, Y))
    (doubled,) = costs((np.hstack([A2, A2]), np.hstack([Y, Y])))
    check_close(doubled, expected, "the cost of every sample twice", rtol=1e-5)


def test_confident_outputs(costs, reference):
    """Right to 1 % for outputs as close to 0 and 1 as 1e-6"""
    A2 = np.array([[1e-6, 1 - 1e-6, 1e-6, 1 - 1e-6]])
    Y = np.array([[0.0, 1.0, 1.0, 0.0]])
    (cost,) = costs((A2, Y))
    expected = float(reference.compute_cost(A2, Y))
    check_close(cost, expected, "the cost of confident outputs", rtol=1e-2)


def test_slope(costs, probabilities):
    """The cost's slope in each output is that of the cross-entropy"""
    A2, Y = probabilities(5)
    h, m = 1e-4, 5
    steps = [np.eye(m)[[i]] * h for i in range(m)]
    shifted = [(A2 + sign * step, Y) for step in steps for sign in (1, -1)]
    at = dict(zip((a.tobytes() for a, _ in shifted), costs(*shifted), strict=True))
    slope = central_differences(lambda a: at[a.tobytes()], A2, h)
    check_close(
        slope, (A2 - Y) / (A2 * (1 - A2)) / m, "the slope of the cost", rtol=1e-3, atol=1e-6
    )


def test_inputs_stay(student, reference, make_network, probabilities):
    """A2 and Y are as they were"""
    A2, Y = probabilities(7)
    seen = student.compute_cost.observe(A2, Y, extras={"parameters": make_network().parameters})
    cost = check_number(seen.value, "the cost")
    check_close(cost, float(reference.compute_cost(A2, Y)), "the cost", rtol=1e-5)
    check_unchanged(seen.arguments, {"A2": A2, "Y": Y})
