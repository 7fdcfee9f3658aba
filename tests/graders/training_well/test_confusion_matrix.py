"""Hidden graders of the exercise confusion_matrix(truth, predicted, n_classes)."""

import numpy as np
import pytest

from autograder.checks import (
    check_also_right,
    check_that,
    check_unchanged,
    check_values,
    say,
    type_name,
)

pytestmark = pytest.mark.exercise("confusion_matrix")


def right(truth, predicted, n):
    """Return the counts, by numbering the pairs."""
    return np.bincount(n * truth + predicted, minlength=n * n).reshape(n, n)


@pytest.fixture
def answers(student):
    """Return for each of some calls the student's counts, and the right ones."""

    def call(*calls):
        values = student.confusion_matrix.many(calls)
        return [
            ({"counts": value}, {"counts": right(*arguments)})
            for value, arguments in zip(values, calls, strict=True)
        ]

    return call


@pytest.fixture
def readings(rng):
    """Make classes and predictions, half of which are right."""

    def make(m=40, n=4):
        truth, other = rng.integers(0, n, m), rng.integers(0, n, m)
        return truth, np.where(rng.random(m) < 0.5, truth, other), n

    return make


@pytest.mark.weight(3)
def test_counts(answers, readings):
    """Each pair of truth and prediction is counted, as often as it occurs"""
    for actual, expected in answers(readings(), readings(90, 3), readings(31, 6)):
        check_values(actual["counts"], expected["counts"], "the counts")


@pytest.mark.weight(1)
def test_classes_that_do_not_occur(answers, readings):
    """There is a row and a column for each class, also for those that do not occur"""
    truth, predicted, _ = readings(30, 3)
    cases = answers(readings(), (truth + 1, predicted + 1, 7), (np.array([2]), np.array([0]), 4))
    check_also_right(*cases, told=" where some classes do not occur")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_form(student, readings):
    """The counts are an array of integers of shape (n_classes, n_classes)"""
    counts = student.confusion_matrix(*readings(20, 5))
    is_array = isinstance(counts, np.ndarray) and counts.dtype.kind in "biufc"
    check_that(
        is_array, say("the counts are {kind}; expected a NumPy array", kind=type_name(counts))
    )
    check_that(counts.shape == (5, 5), "the counts have another shape than (n_classes, n_classes)")
    check_that(
        counts.dtype.kind in "iu",
        say("the counts have dtype {dtype}; expected integers", dtype=str(counts.dtype)),
    )


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, readings):
    """The two arrays are as they were"""
    truth, predicted, n_classes = readings()
    before = {"truth": truth, "predicted": predicted, "n_classes": n_classes}
    check_unchanged(student.confusion_matrix.observe(**before).arguments, before)
