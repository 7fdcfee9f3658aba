"""Hidden graders of the exercise propagate(w, b, X, Y)."""

import numpy as np
import pytest

from autograder.checks import (
    check_also_right,
    check_cost,
    check_gradient,
    check_numbers,
    check_unchanged,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("propagate")


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", ["J", "dw", "db"])
def test_values(student, propagated, make_model, name):
    """{name} is right, for few samples and for many"""
    models = make_model(), make_model(5, 4), make_model(2, 60)
    for actual, right in propagated(student.propagate, *models):
        check_values(actual[name], right[name], name)


@pytest.mark.weight(2)
def test_central_differences(student, reference, propagated, make_model):
    """The gradient agrees with central differences of the cost"""
    models = make_model(4, 9), make_model(2, 30)
    for model, (actual, _) in zip(models, propagated(student.propagate, *models), strict=True):
        w, b, X, Y = model.arguments.values()
        check_gradient(
            lambda at, X=X, Y=Y: reference.propagate(at["w"], float(at["b"]), X, Y)[0],
            at={"w": w, "b": np.array(b)},
            analytic={
                "dw": check_numbers(actual["dw"], "dw", w.shape),
                "db": check_numbers(actual["db"], "db", ()),
            },
        )


@pytest.mark.needs_value
def test_shapes(student, make_model, check_shapes):
    """J and db are one number each, and dw has the shape of w"""
    for model in (make_model(), make_model(1, 1)):
        check_shapes(student.propagate(**model.arguments), model)


def test_one_sample(student, propagated, make_model):
    """Right for a single sample and for a single feature too"""
    cases = propagated(student.propagate, make_model(), make_model(m=1), make_model(1, 5))
    check_also_right(*cases, told=" for one sample or one feature")


def test_types_of_labels(student, propagated, make_model):
    """Right too where labels are integers or booleans"""
    model = make_model()
    labels = [model.Y.astype(kind) for kind in (float, int, bool)]
    typed = [type(model)(model.w, model.b, model.X, Y) for Y in labels]
    told = say(" for integer or boolean labels")
    check_also_right(*propagated(student.propagate, *typed), told=told)


@pytest.mark.needs_value
def test_sure_answers(student, propagated, make_model, sure_model):
    """Right to 1 % too where probabilities are exactly 0 or 1: the cost stays finite"""
    cases = propagated(student.propagate, make_model(), sure_model)
    check_also_right(*cases, told=" of sure answers", rtol=1e-2)


@pytest.mark.needs_value
@pytest.mark.weight(3)
def test_no_loop(student, reference, make_model, check_lines):
    """No loop: many samples or features take no more lines of Python, and are as right"""
    sizes = {5: make_model(3, 5), 105: make_model(3, 105)}
    check_lines(student.propagate, sizes, "samples")
    check_lines(student.propagate, {5: make_model(5, 6), 105: make_model(105, 6)}, "features")
    few = make_model(3, 5)
    many = type(few)(few.w, few.b, np.tile(few.X, 40_000), np.tile(few.Y, 40_000))
    cost = student.propagate.cost(*(list(model.arguments.values()) for model in (few, many)))
    check_cost(cost.cpu_s, lambda: reference.propagate(**many.arguments))


@pytest.mark.needs_value
def test_inputs_stay(student, make_model):
    """The arguments w, X and Y are as they were"""
    before = make_model().arguments
    seen = student.propagate.observe(**before)
    check_unchanged(seen.arguments, {name: before[name] for name in ("w", "X", "Y")})
