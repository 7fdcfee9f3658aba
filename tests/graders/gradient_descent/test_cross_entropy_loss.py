"""Hidden graders of the exercise cross_entropy_loss(y_true, y_pred)."""

import numpy as np
import pytest

from autograder.checks import check_close, check_number, check_unchanged

pytestmark = pytest.mark.exercise("cross_entropy_loss")


@pytest.fixture
def losses(student):
    """Call the student's function; what comes back must be one finite number each time."""

    def call(*batches):
        values = student.cross_entropy_loss.many(batches)
        return [check_number(value, "the cost") for value in values]

    return call


@pytest.mark.weight(3)
def test_value(losses, reference, probabilities):
    """The mean over all entries, as one number, whatever the shape"""
    batches = [probabilities(*shape) for shape in ((9,), (8, 1), (5, 3), (40, 10))]
    batches.append((np.zeros((6, 2)), probabilities(6, 2)[1]))
    for batch, cost in zip(batches, losses(*batches), strict=True):
        check_close(cost, reference.cross_entropy_loss(*batch), "the cost", rtol=1e-5)


@pytest.mark.weight(2)
def test_one_entry(losses, reference, rng):
    """Right for a single entry of either label"""
    batches = [(np.array([[y]]), rng.uniform(0.1, 0.9, (1, 1))) for y in (0.0, 1.0)]
    for batch, cost in zip(batches, losses(*batches), strict=True):
        check_close(cost, reference.cross_entropy_loss(*batch), "the cost of one entry", rtol=1e-5)


@pytest.mark.weight(2)
def test_exactly_zero_and_one(losses):
    """Finite for outputs of exactly 0 and 1: about 34.5 where they are wrong, 0 where right"""
    Y, sure = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    wrong, first, second, right = losses(
        (Y, sure), (Y[:, :1], sure[:, :1]), (Y[:, 1:], sure[:, 1:]), (Y, Y)
    )
    for cost in (wrong, first, second):
        check_close(cost, 34.5, "the cost of certain and wrong outputs", rtol=1e-2)
    check_close(right, 0.0, "the cost of certain and right outputs", atol=1e-6)


def test_confident_outputs(losses, reference):
    """Right to one in a million for outputs of 1e-6 and 1 - 1e-6"""
    Y, sure = np.array([0.0, 1.0, 1.0, 0.0]), np.array([1e-6, 1 - 1e-6, 1e-6, 1 - 1e-6])
    for half in (slice(0, 2), slice(2, 4), slice(None)):
        (cost,) = losses((Y[half], sure[half]))
        expected = reference.cross_entropy_loss(Y[half], sure[half])
        check_close(cost, expected, "the cost of confident outputs", rtol=2e-6)


def test_types_of_labels(losses, reference, probabilities):
    """Labels may be integers or booleans"""
    Y, outputs = probabilities(6, 3)
    expected = reference.cross_entropy_loss(Y, outputs)
    for cost in losses((Y.astype(int), outputs), (Y.astype(bool), outputs)):
        check_close(cost, expected, "the cost of integer or boolean labels", rtol=1e-5)


def test_inputs_stay(student, reference, probabilities):
    """Both arrays are as they were"""
    Y, outputs = probabilities(5, 2)
    outputs[1] = 0.0, 1.0
    before = {"y_true": Y, "y_pred": outputs}
    seen = student.cross_entropy_loss.observe(**before)
    cost = check_number(seen.value, "the cost")
    check_close(cost, reference.cross_entropy_loss(**before), "the cost", rtol=1e-2)
    check_unchanged(seen.arguments, before)
