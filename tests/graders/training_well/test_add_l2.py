"""Hidden graders of the exercise add_l2(cost, gradients, parameters, strength, m).

The gradients are judged by the slopes of the price, measured.
"""

import numpy as np
import pytest

from autograder.checks import (
    central_differences,
    check_also_right,
    check_arrays,
    check_number,
    check_parts,
    check_that,
    check_unchanged,
    check_values,
)

pytestmark = pytest.mark.exercise("add_l2")

CLOSE = {"rtol": 1e-5, "atol": 1e-8}
MIXED = {"b1": (1, 3), "W1": (2, 3), "gamma1": (1, 3), "beta1": (1, 3), "W2": (3, 2), "W3": (2, 4)}
MIXED |= {"b3": (1, 4)}


@pytest.fixture
def given(draw, slopes):
    """Make the arguments of a call."""

    def make(shapes=None, strength=3.0, m=7):
        parameters = draw(shapes) if shapes else draw()
        return {
            "cost": 0.7,
            "gradients": slopes(parameters, 1.0),
            "parameters": parameters,
            "strength": strength,
            "m": m,
        }

    return make


def price(weights, given):
    """Return what some weights cost."""
    return float(given["strength"] / given["m"] * np.linalg.norm(weights) ** 2 / 2)


def right(given):
    """Return the cost, and by name what the gradients are then."""
    weights = {name: w for name, w in given["parameters"].items() if name[0] == "W"}
    gradients = {
        "d" + name: given["gradients"]["d" + name]
        + central_differences(lambda at: price(at, given), w, 1e-3)  # exact for a square
        for name, w in weights.items()
    }
    return given["cost"] + sum(price(w, given) for w in weights.values()), gradients


@pytest.fixture
def answers(student, entries):
    """Return for each of some calls the student's cost and gradients, and the right ones."""

    def call(*every):
        found = []
        for arguments in every:
            answer = check_parts(student.add_l2(**arguments), ("cost", "gradients"))
            named = entries(answer["gradients"], arguments["gradients"], "gradients")
            cost, gradients = right(arguments)
            found.append((named | {"cost": answer["cost"]}, gradients | {"cost": cost}))
        return found

    return call


@pytest.mark.weight(2)
def test_cost(answers, given):
    """The cost gains the price of all weights"""
    for actual, expected in answers(given(), given(MIXED, 0.3, 40)):
        check_values(actual["cost"], expected["cost"], "the cost", **CLOSE)


@pytest.mark.weight(3)
def test_gradients(answers, given):
    """The gradients of the weights gain the slopes of the price"""
    for actual, expected in answers(given(), given(MIXED, 0.3, 40)):
        for name in expected.keys() - {"cost"}:
            check_values(actual[name], expected[name], name, **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
def test_others_are_free(student, entries, given):
    """The gradients of biases, gamma and beta stay, and all are handed back"""
    for arguments in (given(), given(MIXED)):
        before = arguments["gradients"]
        answer = check_parts(student.add_l2(**arguments), ("cost", "gradients"))
        after = entries(answer["gradients"], before, "gradients")
        for name, value in before.items():
            if not name.startswith("dW"):
                check_values(after[name], value, name)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_strength(answers, given):
    """Right for other strengths and numbers of samples; with the strength 0 nothing changes"""
    cases = answers(given(), given(strength=0.0), given(strength=50.0, m=1))
    check_also_right(*cases, told=" for another strength", **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_forms(student, given):
    """The cost is one number, and the gradients are arrays of floats in their shapes"""
    arguments = given()
    answer = check_parts(student.add_l2(**arguments), ("cost", "gradients"))
    check_number(answer["cost"], "the cost")
    gradients = arguments["gradients"]
    check_arrays(answer["gradients"], "gradients", {n: g.shape for n, g in gradients.items()})
    check_that(set(answer["gradients"]) == set(gradients), "there are gradients of nothing")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, given):
    """The gradients and the parameters that were passed are as they were"""
    before = given()
    check_unchanged(student.add_l2.observe(**before).arguments, before)
