"""Hidden graders of the exercise compute_cost(A2, Y).

Students may ask for `parameters` as well; some read them. The text asks for 1 %: whoever
adds a small number inside the logarithm is that far off at most.
"""

import numpy as np
import pytest

from autograder.checks import central_differences, check_number, check_unchanged, check_values, say

pytestmark = pytest.mark.exercise("compute_cost")

PROMISED = {"rtol": 1e-2}


@pytest.fixture
def costs(student, make_network):
    """Call the student's function with some batches."""

    def call(*batches):
        extras = {"parameters": make_network().parameters}
        return student.compute_cost.many(batches, extras)

    return call


@pytest.fixture
def check(costs, reference):
    """Compare the costs of some batches with the reference's."""

    def call(*batches, told="the cost"):
        for batch, cost in zip(batches, costs(*batches), strict=True):
            check_values(cost, float(reference.compute_cost(*batch)), told, **PROMISED)

    return call


@pytest.mark.weight(4)
def test_value(check, probabilities):
    """The mean cross-entropy of few samples and of many"""
    batches = [probabilities(7), probabilities(12), probabilities(3000)]
    check(*batches, (batches[0][0], np.zeros((1, 7))))


@pytest.mark.needs_value
def test_number(costs, probabilities):
    """The cost is one number"""
    for cost in costs(probabilities(7), probabilities(1)):
        check_number(cost, "the cost")


def test_one_sample(check, rng):
    """Right for a single sample of either class"""
    batches = [(rng.uniform(0.1, 0.9, (1, 1)), np.array([[label]])) for label in (0.0, 1.0)]
    check(*batches, told=say("the cost of one sample"))


@pytest.mark.needs_value
def test_types_of_labels(costs, probabilities):
    """Labels may be integers or booleans: the cost is that of the same floats"""
    A2, Y = probabilities(7)
    as_floats, *typed = costs((A2, Y), (A2, Y.astype(int)), (A2, Y.astype(bool)))
    right = check_number(as_floats, "the cost", wrapped=True)
    for cost in typed:
        check_values(cost, right, "the cost of integer or boolean labels")


def test_confident_outputs(check):
    """Right to 1 % for outputs as close to 0 and 1 as 1e-6"""
    A2 = np.array([[1e-6, 1 - 1e-6, 1e-6, 1 - 1e-6]])
    check((A2, np.array([[0.0, 1.0, 1.0, 0.0]])), told=say("the cost of confident outputs"))


def test_slope(costs, probabilities):
    """The cost's slope in each output is that of the cross-entropy"""
    A2, Y = probabilities(5)
    h, m = 1e-4, 5
    steps = [np.eye(m)[[i]] * h for i in range(m)]
    shifted = [(A2 + sign * step, Y) for step in steps for sign in (1, -1)]
    values = [check_number(c, "the cost", wrapped=True) for c in costs(*shifted)]
    at = dict(zip((a.tobytes() for a, _ in shifted), values, strict=True))
    slope = central_differences(lambda a: at[a.tobytes()], A2, h)
    right = (A2 - Y) / (A2 * (1 - A2)) / m
    check_values(slope, right, "the slope of the cost", rtol=1e-2, atol=1e-6)


@pytest.mark.needs_value
def test_inputs_stay(student, make_network, probabilities):
    """A2 and Y are as they were"""
    A2, Y = probabilities(7)
    seen = student.compute_cost.observe(A2, Y, extras={"parameters": make_network().parameters})
    check_unchanged(seen.arguments, {"A2": A2, "Y": Y})
