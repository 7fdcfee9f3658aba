"""Hidden graders of the exercise cross_entropy_loss(y_true, y_pred).

The text promises one in a million, and 1 % where outputs are exactly 0 or 1.
"""

import numpy as np
import pytest

from autograder.checks import check_number, check_unchanged, check_values, say

pytestmark = pytest.mark.exercise("cross_entropy_loss")

PROMISED = {"rtol": 2e-6}


@pytest.fixture
def check(student, reference):
    """Compare the costs of some batches with the reference's."""

    def call(*batches, told="the cost"):
        for batch, cost in zip(batches, student.cross_entropy_loss.many(batches), strict=True):
            check_values(cost, reference.cross_entropy_loss(*batch), told, **PROMISED)

    return call


@pytest.mark.weight(3)
def test_value(check, probabilities):
    """The mean over all entries, whatever the shape"""
    batches = [probabilities(*shape) for shape in ((9,), (8, 1), (5, 3), (40, 10))]
    check(*batches, (np.zeros((6, 2)), probabilities(6, 2)[1]))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_number(student, probabilities):
    """The cost is one number"""
    batches = [probabilities(*shape) for shape in ((9,), (5, 3), (1, 1))]
    for cost in student.cross_entropy_loss.many(batches):
        check_number(cost, "the cost")


def test_one_entry(check, rng):
    """Right for a single entry of either label"""
    batches = [(np.array([[y]]), rng.uniform(0.1, 0.9, (1, 1))) for y in (0.0, 1.0)]
    check(*batches, told=say("the cost of one entry"))


def test_exactly_zero_and_one(student):
    """Finite for outputs of exactly 0 and 1: about 34.5 where they are wrong, 0 where right"""
    Y, sure = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    batches = (Y, sure), (Y[:, :1], sure[:, :1]), (Y[:, 1:], sure[:, 1:]), (Y, Y)
    *wrong, right = student.cross_entropy_loss.many(batches)
    for cost in wrong:
        check_values(cost, 34.5, "the cost of certain and wrong outputs", rtol=1e-2)
    check_values(right, 0.0, "the cost of certain and right outputs", atol=1e-6)


def test_confident_outputs(check):
    """Right to one in a million for outputs of 1e-6 and 1 - 1e-6"""
    Y, sure = np.array([0.0, 1.0, 1.0, 0.0]), np.array([1e-6, 1 - 1e-6, 1e-6, 1 - 1e-6])
    halves = [(Y[half], sure[half]) for half in (slice(0, 2), slice(2, 4), slice(None))]
    check(*halves, told=say("the cost of confident outputs"))


@pytest.mark.needs_value
def test_types_of_labels(student, probabilities):
    """Labels may be integers or booleans: the cost is that of the same floats"""
    Y, outputs = probabilities(6, 3)
    typed = [(Y.astype(kind), outputs) for kind in (float, int, bool)]
    as_floats, *others = student.cross_entropy_loss.many(typed)
    right = check_number(as_floats, "the cost", wrapped=True)
    for cost in others:
        check_values(cost, right, "the cost of integer or boolean labels")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, probabilities):
    """Both arrays are as they were"""
    Y, outputs = probabilities(5, 2)
    outputs[1] = 0.0, 1.0
    before = {"y_true": Y, "y_pred": outputs}
    check_unchanged(student.cross_entropy_loss.observe(**before).arguments, before)
