"""Hidden graders of the exercise propagate_loop(w, b, X, Y). Whether it loops is not asked."""

import pytest

from autograder.checks import check_also_right, check_unchanged, check_values, say

pytestmark = pytest.mark.exercise("propagate_loop")


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", ["J", "dw", "db"])
def test_values(student, propagated, make_model, name):
    """{name} is right, for few samples and for many"""
    models = make_model(), make_model(5, 4), make_model(2, 40)
    for actual, right in propagated(student.propagate_loop, *models):
        check_values(actual[name], right[name], name)


@pytest.mark.needs_value
def test_shapes(student, make_model, check_shapes):
    """J and db are one number each, and dw has the shape of w"""
    for model in (make_model(), make_model(1, 1)):
        check_shapes(student.propagate_loop(**model.arguments), model)


def test_one_sample(student, propagated, make_model):
    """Right for a single sample and for a single feature too"""
    cases = propagated(student.propagate_loop, make_model(), make_model(m=1), make_model(1, 5))
    check_also_right(*cases, told=" for one sample or one feature")


@pytest.mark.weight(0.5)
def test_types_of_labels(student, propagated, make_model):
    """Right too where labels are integers or booleans"""
    model = make_model()
    labels = [model.Y.astype(kind) for kind in (float, int, bool)]
    typed = [type(model)(model.w, model.b, model.X, Y) for Y in labels]
    told = say(" for integer or boolean labels")
    check_also_right(*propagated(student.propagate_loop, *typed), told=told)


@pytest.mark.needs_value
def test_sure_answers(student, propagated, make_model, sure_model):
    """Right to 1 % too where probabilities are exactly 0 or 1: the cost stays finite"""
    cases = propagated(student.propagate_loop, make_model(), sure_model)
    check_also_right(*cases, told=" of sure answers", rtol=1e-2)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, make_model):
    """The arguments w, X and Y are as they were"""
    before = make_model().arguments
    seen = student.propagate_loop.observe(**before)
    check_unchanged(seen.arguments, {name: before[name] for name in ("w", "X", "Y")})
