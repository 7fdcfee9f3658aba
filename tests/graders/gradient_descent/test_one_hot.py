"""Hidden graders of the exercise one_hot(labels, n_classes)."""

import numpy as np
import pytest

from autograder.checks import check_array, check_that, check_unchanged, check_values, say

pytestmark = pytest.mark.exercise("one_hot")


def right(labels, n_classes):
    """Return the rows, made in a way of our own."""
    return (labels.reshape(-1, 1) == np.arange(n_classes)).astype(float)


@pytest.fixture
def check(student):
    """Compare with the right rows, for each of some label arrays."""

    def call(*calls, told=""):
        for (labels, n_classes), value in zip(calls, student.one_hot.many(calls), strict=True):
            check_values(value, right(labels, n_classes), say("the rows{told}", told=told))

    return call


@pytest.mark.weight(1.5)
def test_values(check, rng):
    """1 in the column of the label, 0 elsewhere"""
    check(*((np.append(rng.integers(0, n, m), [0, n - 1]), n) for n, m in ((4, 5), (10, 3))))


@pytest.mark.weight(0.5)
def test_classes_that_do_not_occur(check, rng):
    """The number of columns is n_classes, also if the last classes do not occur"""
    check((rng.integers(1, 3, 5), 7), told=say(" with classes that do not occur"))


@pytest.mark.weight(0.5)
def test_one_label(check):
    """Right for a single label, and for a single class"""
    check((np.array([2]), 4), (np.zeros(3, dtype=int), 1), told=" of a single one")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shape(student, rng):
    """The rows are an array of floats of the shape (m, n_classes)"""
    for m in (5, 1):
        check_array(student.one_hot(rng.integers(0, 3, m), 4), "the rows", (m, 4))


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
def test_refused(student):
    """A label that is no class is refused with a ValueError"""
    every = ([0, 4, 1], [2, -1, 3], [1, 9], [-4])
    answers = [student.one_hot.refuses(np.array(wrong), 4) for wrong in every]
    for wrong, refused in zip(every, answers, strict=True):
        which = say("below 0") if min(wrong) < 0 else say("of n_classes or more")
        check_that(
            refused, say("a label {which} is not refused", which=which), "Raise a ValueError."
        )
        check_that(
            "ValueError" in refused.kinds,
            say("a label {which} raises another exception than ValueError", which=which),
        )


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_labels_stay(student, rng):
    """The labels are as they were"""
    before = {"labels": rng.integers(0, 3, 5), "n_classes": 3}
    check_unchanged(student.one_hot.observe(**before).arguments, before)
