"""Hidden graders of the exercise gradients_of_one(w, b, x, y)."""

import numpy as np
import pytest

from autograder.checks import (
    check_also_right,
    check_array,
    check_gradient,
    check_number,
    check_numbers,
    check_pair,
    check_unchanged,
    check_values,
)

pytestmark = pytest.mark.exercise("gradients_of_one")

NAMES = ("dw", "db")


@pytest.fixture
def one(make_model):
    """Make the arguments for one sample with a label of either class."""

    def make(n_x=3, y=1.0):
        model = make_model(n_x)
        return model.w, model.b, model.X[:, 1:2], y

    return make


@pytest.fixture
def answers(student, reference):
    """Return for each of some samples the student's dw and db, and the right ones."""

    def call(*calls):
        pairs = [check_pair(value, NAMES) for value in student.gradients_of_one.many(calls)]
        right = [reference.gradients_of_one(*call) for call in calls]
        return [
            (dict(zip(NAMES, a, strict=True)), dict(zip(NAMES, r, strict=True)))
            for a, r in zip(pairs, right, strict=True)
        ]

    return call


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", NAMES)
def test_values(answers, one, name):
    """{name} is right for samples of either class"""
    for actual, right in answers(*(one(n_x, y) for n_x in (3, 1, 6) for y in (0.0, 1.0))):
        check_values(actual[name], right[name], name)


@pytest.mark.weight(2)
def test_central_differences(student, reference, one):
    """Both agree with central differences of the loss: nothing but the loss is asked"""
    calls = [one(n_x, y) for n_x in (2, 5) for y in (0.0, 1.0)]
    for call, value in zip(calls, student.gradients_of_one.many(calls), strict=True):
        w, b, x, y = call
        dw, db = check_pair(value, NAMES)
        check_gradient(
            lambda at, x=x, y=y: reference.loss(
                reference.sigmoid(at["w"].T @ x + at["b"]).item(), y
            ),
            at={"w": w, "b": np.array(b)},
            analytic={
                "dw": check_numbers(dw, "dw", w.shape),
                "db": check_numbers(db, "db", ()),
            },
        )


@pytest.mark.needs_value
def test_shapes(student, one):
    """Dw has the shape of w, and db is one number"""
    for n_x in (3, 1):
        dw, db = check_pair(student.gradients_of_one(*one(n_x)), NAMES)
        check_array(dw, "dw", (n_x, 1))
        check_number(db, "db")


def test_integer_label(answers, one):
    """Right too where the label is an integer"""
    w, b, x, _ = one(2)
    labels = 0.0, 1.0, 0, 1
    check_also_right(*answers(*((w, b, x, y) for y in labels)), told=" for an integer label")


def test_sure_answers(answers, one, sure_model):
    """Right too where the sigmoid is rounded to exactly 0 or 1"""
    w, b, X, Y = sure_model.arguments.values()
    sure = [(w, b, X[:, [i]], Y[0, i].item()) for i in range(X.shape[1])]
    check_also_right(*answers(one(), *sure), told=" of a sure answer")


@pytest.mark.needs_value
def test_inputs_stay(student, one):
    """The arguments w and x are as they were"""
    w, b, x, y = one()
    seen = student.gradients_of_one.observe(w, b, x, y)
    check_unchanged(seen.arguments, {"w": w, "x": x})
