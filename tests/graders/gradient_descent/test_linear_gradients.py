"""Hidden graders of the exercise linear_gradients(X, y, w, b)."""

import numpy as np
import pytest

from autograder.checks import (
    check_array,
    check_close,
    check_gradient,
    check_number,
    check_pair,
    check_unchanged,
)

pytestmark = pytest.mark.exercise("linear_gradients")


def gradients(value, n_x):
    """Return dw and db of an answer, shapes checked."""
    dw, db = check_pair(value, ("dw", "db"))
    return check_array(dw, "dw", (n_x, 1)), check_number(db, "db")


@pytest.fixture
def check(student, reference):
    """Compare with the reference, for each of some batches."""

    def call(*batches, told=""):
        values = student.linear_gradients.many(batches)
        for batch, value in zip(batches, values, strict=True):
            dw, db = gradients(value, batch[0].shape[1])
            right_dw, right_db = reference.linear_gradients(*batch)
            check_close(dw, right_dw, f"dw{told}", rtol=1e-5)
            check_close(db, right_db, f"db{told}", rtol=1e-5)

    return call


@pytest.mark.weight(3)
def test_values(check, linear_data):
    """Right values: dw in the shape of w, db as one number"""
    check(linear_data(), linear_data(12, 2), linear_data(3, 6))


@pytest.mark.weight(2)
def test_slope_of_the_cost(student, reference, linear_data):
    """Both agree with the measured slope of the mean squared error"""
    X, y, w, b = linear_data()
    dw, db = gradients(student.linear_gradients(X, y, w, b), len(w))

    def cost(p):
        return float(reference.mean_squared_error(y, X @ p["w"] + p["b"]))

    at = {"w": w, "b": np.array(b)}
    check_gradient(cost, at=at, analytic={"dw": dw, "db": np.array(db)})


def test_one_sample_one_feature(check, linear_data):
    """Right for a single sample and for a single feature"""
    check(linear_data(1, 3), linear_data(6, 1), linear_data(1, 1), told=" of a single one")


def test_mean_not_sum(check, linear_data):
    """Repeating every sample does not change a gradient"""
    X, y, w, b = linear_data(4)
    check((np.vstack([X] * 3), np.vstack([y] * 3), w, b), told=" of every sample three times")


def test_integers(check, linear_data, rng):
    """X and y may hold integers"""
    _, _, w, b = linear_data()
    check((rng.integers(-4, 5, (6, 3)), rng.integers(-4, 5, (6, 1)), w, b), told=" of integers")


def test_best_line(student, linear_data):
    """Both are zero where no line is better"""
    X, y, *_ = linear_data(9)
    best = np.linalg.lstsq(np.hstack([X, np.ones((9, 1))]), y, rcond=None)[0]
    dw, db = gradients(student.linear_gradients(X, y, best[:-1], best[-1].item()), 3)
    check_close(dw, np.zeros((3, 1)), "dw of the best line", atol=1e-9)
    check_close(db, 0.0, "db of the best line", atol=1e-9)


def test_inputs_stay(student, linear_data):
    """All arguments are as they were"""
    before = dict(zip(("X", "y", "w", "b"), linear_data(), strict=True))
    seen = student.linear_gradients.observe(**before)
    gradients(seen.value, 3)
    check_unchanged(seen.arguments, before)
