"""Hidden graders of the exercise gradients_of_one(w, b, x, y)."""

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

pytestmark = pytest.mark.exercise("gradients_of_one")


@pytest.fixture
def taken(take_number):
    """Return dw, its shape checked, and db, which may come in an array of one entry."""

    def take(value, n_x):
        dw, db = check_pair(value, ("dw", "db"))
        return check_array(dw, "dw", (n_x, 1)), take_number(db, "db")

    return take


@pytest.fixture
def one(make_model):
    """Make the arguments for one sample with a label of either class."""

    def make(n_x=3, y=1.0):
        model = make_model(n_x)
        return model.w, model.b, model.X[:, 1:2], y

    return make


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", ["dw", "db"])
def test_values(student, reference, one, name):
    """Right slopes for samples of either class: dw in the shape of w, db as a number"""
    calls = [one(n_x, y) for n_x in (3, 1, 6) for y in (0.0, 1.0)]
    for call, value in zip(calls, student.gradients_of_one.many(calls), strict=True):
        dw, db = check_pair(value, ("dw", "db"))
        right = reference.gradients_of_one(*call)
        if name == "dw":
            check_close(check_array(dw, "dw", call[0].shape), right[0], "dw")
        else:
            check_close(check_number(db, "db"), right[1], "db")


@pytest.mark.weight(2)
def test_slope_of_the_loss(student, reference, one, taken):
    """The slopes dw and db agree with the measured slope of the loss"""
    w, b, x, y = one(4)
    dw, db = taken(student.gradients_of_one(w, b, x, y), 4)

    def loss(at):
        return float(reference.loss(reference.sigmoid((at["w"].T @ x + at["b"]).item()), y))

    at = {"w": w, "b": np.array([b])}
    check_gradient(loss, at=at, analytic={"dw": dw, "db": np.array([db])})


def test_integer_label(student, reference, one, taken):
    """The label may be an integer"""
    calls = [one(2, y) for y in (0, 1)]
    for call, value in zip(calls, student.gradients_of_one.many(calls), strict=True):
        (dw, db), right = taken(value, 2), reference.gradients_of_one(*call)
        check_close(dw, right[0], "dw")
        check_close(db, right[1], "db")


@pytest.mark.weight(2)
def test_sure_answers(student, reference, sure_model, taken):
    """Right where the sigmoid is rounded to exactly 0 or 1"""
    w, b, X, Y = sure_model.arguments.values()
    calls = [(w, b, X[:, [i]], Y[0, i].item()) for i in range(X.shape[1])]
    for call, value in zip(calls, student.gradients_of_one.many(calls), strict=True):
        (dw, db), right = taken(value, 1), reference.gradients_of_one(*call)
        check_close(dw, right[0], "dw of a sure answer")
        check_close(db, right[1], "db of a sure answer")


def test_inputs_stay(student, one, taken):
    """The arguments w and x are as they were"""
    w, b, x, y = one()
    seen = student.gradients_of_one.observe(w, b, x, y)
    taken(seen.value, 3)
    check_unchanged(seen.arguments, {"w": w, "x": x})
