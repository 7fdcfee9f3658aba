"""Hidden graders of the exercise momentum_step(parameters, gradients, velocity, ...)."""

import pytest

from autograder.checks import (
    check_also_right,
    check_arrays,
    check_numbers,
    check_parts,
    check_unchanged,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("momentum_step")

CLOSE = {"rtol": 1e-5, "atol": 1e-8}
NAMED = {"gamma1": (1, 3), "W1": (2, 3), "scale": (4,)}


@pytest.fixture
def taken(student, entries, draw, slopes):
    """Take one step; return what went in, and parameters and velocity after it."""

    def call(*shapes, rate=0.3, **options):
        parameters = draw(*shapes)
        given = {
            "parameters": parameters,
            "gradients": slopes(parameters),
            "velocity": {name: 2 * value for name, value in draw(*shapes).items()},
            "learning_rate": rate,
        } | options
        both = check_parts(student.momentum_step(**given), ("parameters", "velocity"))
        return given, *(entries(both[name], parameters, name) for name in both)

    return call


def averages(given, beta=0.9):
    """Return the right velocity."""
    return {
        name: beta * old + (1 - beta) * given["gradients"]["d" + name]
        for name, old in given["velocity"].items()
    }


@pytest.mark.weight(2)
def test_velocity(taken):
    """The velocity is the moving average of the gradients"""
    for _ in range(2):
        given, _, velocity = taken()
        for name, right in averages(given).items():
            check_values(velocity[name], right, say("the velocity of {name}", name=name), **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(2)
def test_step(taken):
    """Each parameter goes against its new velocity, as far as the learning rate says"""
    for rate in (0.3, 2.0):
        given, moved, velocity = taken(rate=rate)
        for name, old in given["parameters"].items():
            own = check_numbers(velocity[name], say("the velocity of {name}", name=name), old.shape)
            check_values(
                moved[name], old - rate * own, say("the step of {name}", name=name), **CLOSE
            )


@pytest.mark.weight(1)
def test_beta(taken):
    """Right for another beta too, 0 included"""
    given, _, velocity = taken()
    usual = velocity, averages(given)
    others = []
    for beta in (0.5, 0.0, 0.99):
        given, _, velocity = taken(beta=beta)
        others.append((velocity, averages(given, beta)))
    check_also_right(usual, *others, told=" for another beta", **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_names(taken):
    """Right for parameters of other names, in any number"""
    for shapes in (NAMED, {"W1": (2, 2)}):
        given, moved, velocity = taken(shapes)
        for name, right in averages(given).items():
            check_values(velocity[name], right, say("the velocity of {name}", name=name), **CLOSE)
            after = given["parameters"][name] - 0.3 * right
            check_values(moved[name], after, name, **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shapes(taken):
    """Two dicts of arrays of floats, in the shapes of the parameters"""
    given, moved, velocity = taken()
    shapes = {name: value.shape for name, value in given["parameters"].items()}
    check_arrays(moved, "parameters", shapes)
    check_arrays(velocity, "velocity", shapes)


@pytest.mark.needs_value
def test_inputs_stay(student, draw, slopes):
    """The dicts that were passed, and their arrays, are as they were"""
    parameters = draw()
    before = {"parameters": parameters, "gradients": slopes(parameters), "velocity": draw()}
    seen = student.momentum_step.observe(**before, learning_rate=0.5)
    check_unchanged(seen.arguments, before)
