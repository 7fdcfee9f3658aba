"""Hidden graders of the exercise adam_step(parameters, gradients, state, learning_rate, ...)."""

import numpy as np
import pytest

from autograder.checks import (
    check_also_right,
    check_arrays,
    check_number,
    check_parts,
    check_that,
    check_unchanged,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("adam_step")

CLOSE = {"rtol": 1e-5, "atol": 1e-10}
NAMED = {"gamma1": (1, 3), "W1": (2, 3), "scale": (4,)}


def right(given, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Return the parameters and the two averages after a step."""
    state, after, v, s = given["state"], {}, {}, {}
    t = state["t"] + 1
    for name, old in given["parameters"].items():
        gradient = given["gradients"]["d" + name]
        v[name] = beta1 * state["v"][name] + (1 - beta1) * gradient
        s[name] = beta2 * state["s"][name] + (1 - beta2) * gradient**2
        root = np.sqrt(s[name] / (1 - beta2**t)) + epsilon
        after[name] = old - given["learning_rate"] * v[name] / (1 - beta1**t) / root
    return after, v, s


@pytest.fixture
def given(draw, slopes):
    """Make the arguments of a step after some number of steps; before the first, zeros."""

    def make(before=3, shapes=None, rate=0.3, scale=3.0):
        parameters = draw(shapes) if shapes else draw()
        shapes = {name: value.shape for name, value in parameters.items()}
        v, s = ({name: np.zeros(shape) for name, shape in shapes.items()} for _ in "vs")
        if before:
            v = draw(shapes, scale / 3)
            s = {name: value**2 for name, value in draw(shapes, scale / 3).items()}
        return {
            "parameters": parameters,
            "gradients": slopes(parameters, scale),
            "state": {"t": before, "v": v, "s": s},
            "learning_rate": rate,
        }

    return make


@pytest.fixture
def taken(student, entries):
    """Take a step; return parameters, v, s and t after it."""

    def call(arguments, **options):
        value = student.adam_step(**arguments, **options)
        both = check_parts(value, ("parameters", "state"))
        moved = entries(both["parameters"], arguments["parameters"], "parameters")
        state = entries(both["state"], ("t", "v", "s"), say("the new state"))
        v, s = (entries(state[name], moved, name) for name in "vs")
        return moved, v, s, state["t"]

    return call


@pytest.fixture
def steps(taken):
    """Return for each call the parameters of the student, and the right ones."""

    def call(*every, **options):
        return [
            (taken(arguments, **options)[0], right(arguments, **options)[0]) for arguments in every
        ]

    return call


def compare(actual, expected):
    """Compare the entries of two dicts."""
    for name, value in expected.items():
        check_values(actual[name], value, name, **CLOSE)


@pytest.mark.weight(1)
@pytest.mark.parametrize("average", ["v", "s"])
def test_averages(taken, given, average):
    """The new state holds the average {average} as its formula gives it, without the correction"""
    for before in (3, 0):
        arguments = given(before)
        place = "_vs".index(average)
        compare(taken(arguments)[place], right(arguments)[place])


@pytest.mark.weight(2.5)
def test_first_step(steps, given):
    """The first step is right: both averages are corrected"""
    for actual, expected in steps(given(0), given(0, rate=0.01, scale=0.01)):
        compare(actual, expected)


@pytest.mark.weight(2.5)
def test_later_steps(steps, given):
    """Later steps are right: the correction depends on the number of the step"""
    for actual, expected in steps(given(1), given(7), given(40)):
        compare(actual, expected)


@pytest.mark.needs_value
@pytest.mark.weight(1)
def test_count(taken, given):
    """The new state counts this step too"""
    for before in (0, 4):
        count = check_number(taken(given(before))[3], "t", wrapped=True)
        check_that(count == before + 1, "t is not one larger after a step")


@pytest.mark.weight(1)
def test_settings(steps, given):
    """Right for other values of beta1, beta2 and epsilon"""
    usual, arguments = steps(given())[0], given()
    options = [{"beta1": 0.5}, {"beta2": 0.4}, {"epsilon": 0.5}, {"beta1": 0.0, "epsilon": 0.1}]
    others = [steps(arguments, **option)[0] for option in options]
    check_also_right(usual, *others, told=" for other settings", **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(1)
def test_tiny_gradients(steps, given):
    """Right for gradients so small that epsilon counts"""
    usual, tiny, none = given(0), given(0, scale=1e-8), given(0, scale=0.0)
    cases = steps(usual, tiny, none)
    check_also_right(*cases, told=" for tiny gradients", rtol=1e-5, atol=1e-10)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_names(steps, given):
    """Right for parameters of other names, in any number"""
    for actual, expected in steps(given(2, NAMED), given(2, {"W1": (2, 2)})):
        compare(actual, expected)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shapes(taken, given):
    """Parameters, v and s are dicts of arrays of floats, in the shapes of the parameters"""
    arguments = given()
    shapes = {name: value.shape for name, value in arguments["parameters"].items()}
    for value, told in zip(taken(arguments), ("parameters", "v", "s"), strict=False):
        check_arrays(value, told, shapes)


@pytest.mark.needs_value
@pytest.mark.weight(1)
def test_inputs_stay(student, given):
    """The parameters, the gradients and the old state are as they were"""
    before = given()
    check_unchanged(student.adam_step.observe(**before).arguments, before)
