"""Hidden graders of the exercise softmax_cross_entropy(Z, Y).

The gradient is judged by the measured slopes of a cost that is written here in its own way.
"""

import numpy as np
import pytest

from autograder.checks import (
    central_differences,
    check_also_right,
    check_array,
    check_number,
    check_parts,
    check_unchanged,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("softmax_cross_entropy")

LIKE_FLOAT32 = {"rtol": 1e-5, "atol": 1e-7}
NAMES = ("cost", "dZ")


def cost_of(Z, Y):
    """Return the mean over the samples of log(sum of exp(z - z of the true class))."""
    over = Z - (Z * Y).sum(axis=1, keepdims=True)
    top = over.max(axis=1)
    return float(np.mean(top + np.log(np.exp(over - top[:, None]).sum(axis=1))))


def right(Z, Y):
    """Return the cost and its slopes; where all is far from the bends, the slopes are exact."""
    return {"cost": cost_of(Z, Y), "dZ": central_differences(lambda at: cost_of(at, Y), Z, 1e-5)}


@pytest.fixture
def answers(student):
    """Return for each of some batches the student's cost and gradient, and the right ones."""

    def call(*batches):
        values = student.softmax_cross_entropy.many(batches)
        return [
            (check_parts(value, NAMES), right(np.asarray(Z, float), np.asarray(Y, float)))
            for value, (Z, Y) in zip(values, batches, strict=True)
        ]

    return call


@pytest.mark.weight(3)
def test_cost(answers, logits):
    """The cost is the mean over the samples"""
    for actual, expected in answers(logits(), logits(3, 6), logits(5, 5)):
        check_values(actual["cost"], expected["cost"], "the cost", **LIKE_FLOAT32)


@pytest.mark.weight(4)
def test_gradient(answers, logits):
    """The gradient dZ agrees with the measured slopes of the cost"""
    for actual, expected in answers(logits(), logits(3, 6), logits(5, 5)):
        check_values(actual["dZ"], expected["dZ"], "dZ", **LIKE_FLOAT32)


@pytest.mark.weight(2)
def test_sure(answers, logits):
    """Right where the network is very sure, and where logits lie far apart"""
    Z, Y = logits(6, 3)
    apart = Z + 9000.0 * np.array([[1], [-1], [0], [1], [-1], [0]])
    sure = 2000 * Y + Z, -2000 * Y + Z, 9000 * Y[::-1] + Z, 40.0 * Y[::-1], apart
    usual, *others = answers((Z, Y), *((far, Y) for far in sure))
    check_also_right(usual, *others, told=" of a network that is very sure", **LIKE_FLOAT32)


@pytest.mark.needs_value
def test_one_sample(answers, logits):
    """Right for a single sample too"""
    cases = answers(logits(), logits(1, 3), logits(1, 5))
    check_also_right(*cases, told=" for one sample", **LIKE_FLOAT32)


@pytest.mark.needs_value
def test_types_of_labels(answers, logits):
    """Right too where labels are integers or booleans"""
    Z, Y = logits()
    typed = answers(*((Z, Y.astype(kind)) for kind in (float, int, bool)))
    told = say(" for integer or boolean labels")
    check_also_right(*typed, told=told, **LIKE_FLOAT32)


@pytest.mark.needs_value
@pytest.mark.weight(1)
def test_forms(student, logits):
    """The cost is one number, and dZ an array of floats in the shape of Z"""
    for size in ((7, 4), (1, 3)):
        answer = check_parts(student.softmax_cross_entropy(*logits(*size)), NAMES)
        check_number(answer["cost"], "the cost")
        check_array(answer["dZ"], "dZ", size)


@pytest.mark.needs_value
@pytest.mark.weight(1)
def test_inputs_stay(student, logits):
    """Z and Y are as they were"""
    Z, Y = logits()
    before = {"Z": Z, "Y": Y}
    check_unchanged(student.softmax_cross_entropy.observe(**before).arguments, before)
