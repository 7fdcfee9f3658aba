"""Hidden graders of the exercise propagate_loop(w, b, X, Y). Whether it loops is not asked."""

import numpy as np
import pytest

from autograder.checks import check_close, check_gradient, check_unchanged

pytestmark = pytest.mark.exercise("propagate_loop")


@pytest.fixture
def check(student, reference, take_gradient):
    """Compare cost and gradient with the reference's, for each of some models."""

    def call(*models, told="", rtol=1e-6):
        calls = [tuple(model.arguments.values()) for model in models]
        values = student.propagate_loop.many(calls)
        for call, value in zip(calls, values, strict=True):
            actual, expected = take_gradient(value, len(call[0])), reference.propagate_loop(*call)
            for name, a, e in zip(("J", "dw", "db"), actual, expected, strict=True):
                check_close(a, e, name + told, rtol=rtol)

    return call


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", ["J", "dw", "db"])
def test_values(student, make_model, check_part, name):
    """Cost and gradient are right: J and db are numbers, dw has the shape of w"""
    models = make_model(), make_model(5, 4)
    values = student.propagate_loop.many([tuple(model.arguments.values()) for model in models])
    for model, value in zip(models, values, strict=True):
        check_part(name, value, model)


@pytest.mark.weight(2)
def test_slope_of_the_cost(student, reference, make_model, take_gradient):
    """The slopes dw and db agree with the measured slope of the cost"""
    model = make_model(2, 6)
    w, b, X, Y = model.arguments.values()
    _, dw, db = take_gradient(student.propagate_loop(w, b, X, Y), 2)

    def cost(at):
        return reference.propagate(at["w"], at["b"].item(), X, Y)[0]

    at = {"w": w, "b": np.array([b])}
    check_gradient(cost, at=at, analytic={"dw": dw, "db": np.array([db])})


def test_one_sample(check, make_model):
    """Right for a single sample, and for a single feature"""
    check(make_model(m=1), make_model(1, 5), told=" for one sample or one feature")


def test_types_of_labels(check, make_model):
    """Labels may be integers or booleans"""
    model = make_model()
    typed = [type(model)(model.w, model.b, model.X, model.Y.astype(t)) for t in (int, bool)]
    check(*typed, told=" for integer or boolean labels")


@pytest.mark.weight(2)
def test_sure_answers(check, sure_model):
    """The cost stays finite where probabilities are exactly 0 or 1"""
    check(sure_model, told=" of sure answers", rtol=1e-2)


def test_inputs_stay(student, make_model, take_gradient):
    """The arguments w, X and Y are as they were"""
    before = make_model().arguments
    seen = student.propagate_loop.observe(**before)
    take_gradient(seen.value, 3)
    check_unchanged(seen.arguments, {name: before[name] for name in ("w", "X", "Y")})
