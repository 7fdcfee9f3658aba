"""Hidden graders of the exercise logistic_gradients(X, y, w, b)."""

import pytest

from autograder.checks import (
    check_also_right,
    check_array,
    check_number,
    check_pair,
    check_unchanged,
    check_values,
)

pytestmark = pytest.mark.exercise("logistic_gradients")

CLOSE = {"rtol": 1e-5}


@pytest.fixture
def answers(student, reference, gradients):
    """Return for each of some batches the student's dw and db, and the right ones."""

    def call(*batches):
        return gradients(student.logistic_gradients, reference.logistic_gradients, *batches)

    return call


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", ["dw", "db"])
def test_values(answers, logistic_data, name):
    """{name} is right, for few samples and for many"""
    batches = logistic_data(), logistic_data(12, 2), logistic_data(3, 6), logistic_data(60, 2)
    for actual, right in answers(*batches):
        check_values(actual[name], right[name], name, **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shapes(student, logistic_data):
    """Dw has the shape of w, and db is one number"""
    for batch in (logistic_data(), logistic_data(1, 1)):
        dw, db = check_pair(student.logistic_gradients(*batch), ("dw", "db"))
        check_array(dw, "dw", batch[2].shape)
        check_number(db, "db")


def test_one_sample_one_feature(answers, logistic_data):
    """Right for a single sample and for a single feature too"""
    cases = answers(logistic_data(), logistic_data(1, 3), logistic_data(6, 1), logistic_data(1, 1))
    check_also_right(*cases, told=" of a single one", **CLOSE)


@pytest.mark.weight(0.5)
def test_types_of_labels(answers, logistic_data):
    """Right too where labels are integers or booleans"""
    X, y, w, b = logistic_data()
    cases = answers(*((X, y.astype(kind), w, b) for kind in (float, int, bool)))
    check_also_right(*cases, told=" for other labels", **CLOSE)


@pytest.mark.weight(0.5)
def test_confident(answers, logistic_data):
    """Right too where the model is very sure, and where it is wrong"""
    X, y, w, b = logistic_data(12)
    cases = answers((X, y, w, b), (X, y, 9 * w, b), (X, 1 - y, 9 * w, b))
    check_also_right(*cases, told=" of confident outputs", **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, logistic_data):
    """All arguments are as they were"""
    before = dict(zip(("X", "y", "w", "b"), logistic_data(), strict=True))
    check_unchanged(student.logistic_gradients.observe(**before).arguments, before)
