"""Hidden graders of the exercise propagate(w, b, X, Y)."""

import numpy as np
import pytest

from autograder.checks import (
    check_close,
    check_cost,
    check_gradient,
    check_unchanged,
    check_vectorized,
)

pytestmark = pytest.mark.exercise("propagate")


@pytest.fixture
def check(student, reference, take_gradient):
    """Compare cost and gradient with the reference's, for each of some models."""

    def call(*models, told="", rtol=1e-6):
        calls = [tuple(model.arguments.values()) for model in models]
        for call, value in zip(calls, student.propagate.many(calls), strict=True):
            actual, expected = take_gradient(value, len(call[0])), reference.propagate(*call)
            for name, a, e in zip(("J", "dw", "db"), actual, expected, strict=True):
                check_close(a, e, name + told, rtol=rtol)

    return call


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", ["J", "dw", "db"])
def test_values(student, make_model, check_part, name):
    """Cost and gradient are right: J and db are numbers, dw has the shape of w"""
    models = make_model(), make_model(5, 4)
    values = student.propagate.many([tuple(model.arguments.values()) for model in models])
    for model, value in zip(models, values, strict=True):
        check_part(name, value, model)


@pytest.mark.weight(2)
def test_slope_of_the_cost(student, reference, make_model, take_gradient):
    """The slopes dw and db agree with the measured slope of the cost"""
    model = make_model(4, 6)
    w, b, X, Y = model.arguments.values()
    _, dw, db = take_gradient(student.propagate(w, b, X, Y), 4)

    def cost(at):
        A = reference.sigmoid(at["w"].T @ X + at["b"].item())
        return reference.compute_cost(A, Y)

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


def test_mean_not_sum(check, make_model):
    """Repeating every sample changes neither cost nor gradient"""
    model = make_model(m=4)
    X, Y = np.hstack([model.X] * 2), np.hstack([model.Y] * 2)
    check(type(model)(model.w, model.b, X, Y), told=" of every sample twice")


def test_sure_answers(check, sure_model):
    """The cost stays finite where probabilities are exactly 0 or 1"""
    check(sure_model, told=" of sure answers", rtol=1e-2)


@pytest.mark.weight(3)
def test_no_loop(student, reference, make_model, take_gradient):
    """No loop: more samples or features do not take more lines of Python"""
    for what, sizes in (("samples", ((3, 5), (3, 105))), ("features", ((5, 6), (105, 6)))):
        lines = {}
        for n_x, m in sizes:
            model = make_model(n_x, m)
            counted = student.propagate.lines(**model.arguments)
            _, dw, _ = take_gradient(counted.value, n_x)
            check_close(dw, reference.propagate(**model.arguments)[1], "dw")
            lines[m if what == "samples" else n_x] = counted.lines
        check_vectorized(lines, what)
    few, many = make_model(3, 5), make_model(3, 200_000)
    cost = student.propagate.cost(*(list(model.arguments.values()) for model in (few, many)))
    _, dw, _ = take_gradient(cost.value, 3)
    check_close(dw, reference.propagate(**many.arguments)[1], "dw")
    check_cost(cost.cpu_s, lambda: reference.propagate(**many.arguments))


def test_inputs_stay(student, make_model, take_gradient):
    """The arguments w, X and Y are as they were"""
    before = make_model().arguments
    seen = student.propagate.observe(**before)
    take_gradient(seen.value, 3)
    check_unchanged(seen.arguments, {name: before[name] for name in ("w", "X", "Y")})
