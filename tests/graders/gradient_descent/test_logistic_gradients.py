"""Hidden graders of the exercise logistic_gradients(X, y, w, b)."""

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

pytestmark = pytest.mark.exercise("logistic_gradients")


def gradients(value, n_x):
    """Return dw and db of an answer, shapes checked."""
    dw, db = check_pair(value, ("dw", "db"))
    return check_array(dw, "dw", (n_x, 1)), check_number(db, "db")


@pytest.fixture
def check(student, reference):
    """Compare with the reference, for each of some batches."""

    def call(*batches, told=""):
        values = student.logistic_gradients.many(batches)
        for batch, value in zip(batches, values, strict=True):
            dw, db = gradients(value, batch[0].shape[1])
            right_dw, right_db = reference.logistic_gradients(*batch)
            check_close(dw, right_dw, f"dw{told}", rtol=1e-5)
            check_close(db, right_db, f"db{told}", rtol=1e-5)

    return call


@pytest.mark.weight(3)
def test_values(check, logistic_data):
    """Right values: dw in the shape of w, db as one number"""
    check(logistic_data(), logistic_data(12, 2), logistic_data(3, 6))


@pytest.mark.weight(2)
def test_slope_of_the_cost(student, reference, logistic_data):
    """Both agree with the measured slope of the cross-entropy"""
    X, y, w, b = logistic_data()
    dw, db = gradients(student.logistic_gradients(X, y, w, b), len(w))

    def cost(p):
        return float(reference.cross_entropy_loss(y, reference.sigmoid(X @ p["w"] + p["b"])))

    at = {"w": w, "b": np.array(b)}
    check_gradient(cost, at=at, analytic={"dw": dw, "db": np.array(db)})


def test_one_sample_one_feature(check, logistic_data):
    """Right for a single sample and for a single feature"""
    check(logistic_data(1, 3), logistic_data(6, 1), logistic_data(1, 1), told=" of a single one")


def test_mean_not_sum(check, logistic_data):
    """Repeating every sample does not change a gradient"""
    X, y, w, b = logistic_data(4)
    check((np.vstack([X] * 3), np.vstack([y] * 3), w, b), told=" of every sample three times")


@pytest.mark.weight(2)
def test_types_of_labels(check, logistic_data):
    """Labels may be integers or booleans"""
    X, y, w, b = logistic_data()
    check(*((X, y.astype(kind), w, b) for kind in (int, bool)), told=" for other labels")


def test_confident(check, logistic_data):
    """Right where the model is very sure, and where it is wrong"""
    X, y, w, b = logistic_data(12)
    check((X, y, 9 * w, b), (X, 1 - y, 9 * w, b), told=" of confident outputs")


def test_inputs_stay(student, logistic_data):
    """All arguments are as they were"""
    before = dict(zip(("X", "y", "w", "b"), logistic_data(), strict=True))
    seen = student.logistic_gradients.observe(**before)
    gradients(seen.value, 3)
    check_unchanged(seen.arguments, before)
