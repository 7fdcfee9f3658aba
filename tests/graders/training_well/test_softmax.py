"""Hidden graders of the exercise softmax(Z)."""

import numpy as np
import pytest

from autograder.checks import check_also_right, check_array, check_unchanged, check_values, say

pytestmark = pytest.mark.exercise("softmax")

LIKE_FLOAT32 = {"rtol": 1e-5, "atol": 1e-8}


def right(Z):
    """Return the softmax, by a way of our own: each entry compared with the others of its row."""
    Z = np.asarray(Z, dtype=float)
    with np.errstate(over="ignore"):
        return 1 / np.exp(Z[:, None, :] - Z[:, :, None]).sum(axis=2)


@pytest.fixture
def answers(student):
    """Return for each of some logits the student's probabilities, and the right ones."""

    def call(*cases):
        values = student.softmax.many([[Z] for Z in cases])
        return [({"a": v}, {"a": right(Z)}) for v, Z in zip(values, cases, strict=True)]

    return call


@pytest.mark.weight(2)
def test_values(answers, logits):
    """Each row holds the softmax of its own logits"""
    for actual, expected in answers(*(logits(*size)[0] for size in ((7, 4), (3, 6), (5, 5)))):
        check_values(actual["a"], expected["a"], "the probabilities", **LIKE_FLOAT32)


@pytest.mark.weight(1.5)
def test_large(answers, logits):
    """Right where logits are near 1000 or -1000"""
    Z, _ = logits(6, 3)
    usual, *others = answers(Z, Z + 1000, Z - 1000, 400 * Z)
    check_also_right(usual, *others, told=" for large logits", **LIKE_FLOAT32)


@pytest.mark.weight(1.5)
def test_rows_far_apart(answers, logits):
    """Right where one row of a batch is near 1000 and another near -1000"""
    Z, _ = logits(6, 3)
    far = Z + np.array([[1000.0], [-1000.0], [0.0], [3.0], [-800.0], [800.0]])
    check_also_right(*answers(Z, far), told=" of rows far apart", **LIKE_FLOAT32)


@pytest.mark.needs_value
def test_single(answers, logits):
    """Right for a single sample, for a single class, and for integers"""
    single = [logits(1, 4)[0], logits(3, 1)[0], np.array([[1, 2, 3], [0, 0, 5]])]
    told = say(" for a single sample or class, or integers")
    check_also_right(*answers(logits()[0], *single), told=told, **LIKE_FLOAT32)


@pytest.mark.needs_value
def test_shape(student, logits):
    """The probabilities are an array of floats in the shape of Z"""
    for size in ((7, 4), (1, 3), (2, 1)):
        check_array(student.softmax(logits(*size)[0]), "the probabilities", size)


@pytest.mark.needs_value
def test_input_stays(student, logits):
    """Z is as it was"""
    before = {"Z": logits()[0]}
    check_unchanged(student.softmax.observe(**before).arguments, before)
