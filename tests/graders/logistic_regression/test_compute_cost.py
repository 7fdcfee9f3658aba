"""Hidden graders of the exercise compute_cost(A, Y)."""

import numpy as np
import pytest

from autograder.checks import check_close, check_number, check_unchanged, check_vectorized

pytestmark = pytest.mark.exercise("compute_cost")


@pytest.fixture
def probabilities(rng):
    """Make probabilities well inside (0, 1), with labels of both kinds."""

    def make(m):
        Y = (rng.random((1, m)) < 0.5).astype(float)
        Y[0, 0], Y[0, -1] = 1.0, 0.0
        return rng.uniform(0.05, 0.95, (1, m)), Y

    return make


@pytest.fixture
def check(student, reference):
    """Compare the costs of some batches with the reference's."""

    def call(*batches, told="the cost", rtol=1e-6):
        for batch, value in zip(batches, student.compute_cost.many(batches), strict=True):
            cost = check_number(value, told)
            check_close(cost, reference.compute_cost(*batch), told, rtol=rtol)

    return call


@pytest.mark.weight(3)
def test_value(check, probabilities):
    """The mean of the losses, as one number, for few samples and many"""
    check(probabilities(7), probabilities(500))


def test_one_sample(check, rng):
    """Right for a single sample of either class"""
    A = rng.uniform(0.1, 0.9, (1, 1))
    check((A, np.array([[0.0]])), (A, np.array([[1.0]])), told="the cost of one sample")


def test_types_of_labels(check, probabilities):
    """Labels may be integers or booleans"""
    A, Y = probabilities(6)
    check((A, Y.astype(int)), (A, Y.astype(bool)), told="the cost of integer or boolean labels")


@pytest.mark.weight(2)
def test_certain_answers(check):
    """Never infinite: right to 1 % where probabilities are exactly 0 or 1"""
    A, Y = np.array([[0.0, 1.0, 0.0, 1.0, 0.5]]), np.array([[0.0, 1.0, 1.0, 0.0, 1.0]])
    check((A, Y), (A[:, :2], Y[:, :2]), told="the cost of certain answers", rtol=1e-2)


def test_no_loop(student, probabilities):
    """No loop: more samples do not take more lines of Python"""
    lines = {}
    for m in (5, 105):
        counted = student.compute_cost.lines(*probabilities(m))
        check_number(counted.value, "the cost")
        lines[m] = counted.lines
    check_vectorized(lines)


def test_inputs_stay(student, probabilities):
    """A and Y are as they were"""
    A, Y = probabilities(5)
    A[0, :2] = 0.0, 1.0
    seen = student.compute_cost.observe(A, Y)
    check_number(seen.value, "the cost")
    check_unchanged(seen.arguments, {"A": A, "Y": Y})
