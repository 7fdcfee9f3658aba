"""Hidden graders of the exercise compute_cost(A, Y). As for `loss`, four digits are asked for."""

import numpy as np
import pytest

from autograder.checks import (
    check_also_right,
    check_number,
    check_unchanged,
    check_values,
    check_vectorized,
)

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

    def call(*batches, told="the cost", rtol=1e-4):
        for batch, cost in zip(batches, student.compute_cost.many(batches), strict=True):
            check_values(cost, reference.compute_cost(*batch), told, rtol=rtol)

    return call


@pytest.mark.weight(2)
def test_value(check, probabilities):
    """The mean of the losses, for few samples and for many"""
    check(probabilities(7), probabilities(500))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_number(student, probabilities):
    """The cost is one number"""
    for cost in student.compute_cost.many([probabilities(7), probabilities(1)]):
        check_number(cost, "the cost")


def test_one_sample(check, rng):
    """Right for a single sample of either class"""
    A = rng.uniform(0.1, 0.9, (1, 1))
    check((A, np.array([[0.0]])), (A, np.array([[1.0]])), told="the cost of one sample")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_types_of_labels(student, probabilities):
    """Labels may be integers or booleans: the cost is that of the same floats"""
    A, Y = probabilities(6)
    typed = [(A, Y), (A, Y.astype(int)), (A, Y.astype(bool))]
    as_floats, *others = student.compute_cost.many(typed)
    right = check_number(as_floats, "the cost", wrapped=True)
    for cost in others:
        check_values(cost, right, "the cost of integer or boolean labels")


def test_certain_answers(check):
    """Never infinite: right to 1 % where probabilities are exactly 0 or 1"""
    A, Y = np.array([[0.0, 1.0, 0.0, 1.0, 0.5]]), np.array([[0.0, 1.0, 1.0, 0.0, 1.0]])
    check((A, Y), (A[:, :2], Y[:, :2]), told="the cost of certain answers", rtol=1e-2)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_no_loop(student, reference, probabilities):
    """No loop: many samples take no more lines of Python, and are as right"""
    lines, cases = {}, []
    for m in (5, 105):
        batch = probabilities(m)
        counted = student.compute_cost.lines(*batch)
        cases.append(({"cost": counted.value}, {"cost": reference.compute_cost(*batch)}))
        lines[m] = counted.lines
    check_vectorized(lines)
    check_also_right(*cases, told=" of many samples", some=False, rtol=1e-4)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, probabilities):
    """A and Y are as they were"""
    A, Y = probabilities(5)
    A[0, :2] = 0.0, 1.0
    check_unchanged(student.compute_cost.observe(A, Y).arguments, {"A": A, "Y": Y})
