"""Hidden graders of the exercise linear_gradients(X, y, w, b)."""

import numpy as np
import pytest

from autograder.checks import (
    check_also_right,
    check_array,
    check_number,
    check_pair,
    check_unchanged,
    check_values,
)

pytestmark = pytest.mark.exercise("linear_gradients")

CLOSE = {"rtol": 1e-5}


@pytest.fixture
def answers(student, reference, gradients):
    """Return for each of some batches the student's dw and db, and the right ones."""

    def call(*batches):
        return gradients(student.linear_gradients, reference.linear_gradients, *batches)

    return call


@pytest.mark.weight(2.5)
@pytest.mark.parametrize("name", ["dw", "db"])
def test_values(answers, linear_data, name):
    """{name} is right, for few samples and for many"""
    batches = linear_data(), linear_data(12, 2), linear_data(3, 6), linear_data(60, 2)
    for actual, right in answers(*batches):
        check_values(actual[name], right[name], name, **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(1)
def test_shapes(student, linear_data):
    """Dw has the shape of w, and db is one number"""
    for batch in (linear_data(), linear_data(1, 1)):
        dw, db = check_pair(student.linear_gradients(*batch), ("dw", "db"))
        check_array(dw, "dw", batch[2].shape)
        check_number(db, "db")


def test_one_sample_one_feature(answers, linear_data):
    """Right for a single sample and for a single feature too"""
    cases = answers(linear_data(), linear_data(1, 3), linear_data(6, 1), linear_data(1, 1))
    check_also_right(*cases, told=" of a single one", **CLOSE)


def test_integers(answers, linear_data, rng):
    """Right too where X and y hold integers"""
    _, _, w, b = linear_data()
    of_integers = rng.integers(-4, 5, (6, 3)), rng.integers(-4, 5, (6, 1)), w, b
    check_also_right(*answers(linear_data(), of_integers), told=" of integers", **CLOSE)


@pytest.mark.needs_value
def test_best_line(answers, linear_data):
    """Zero too where no line is better"""
    X, y, *_ = linear_data(9)
    best = np.linalg.lstsq(np.hstack([X, np.ones((9, 1))]), y, rcond=None)[0]
    usual, (actual, _) = answers(linear_data(), (X, y, best[:-1], best[-1].item()))
    zero = {"dw": np.zeros((3, 1)), "db": 0.0}
    check_also_right(usual, (actual, zero), told=" of the best line", **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(1)
def test_inputs_stay(student, linear_data):
    """All arguments are as they were"""
    before = dict(zip(("X", "y", "w", "b"), linear_data(), strict=True))
    check_unchanged(student.linear_gradients.observe(**before).arguments, before)
