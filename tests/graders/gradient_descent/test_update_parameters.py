"""Hidden graders of the exercise update_parameters(W1, b1, ..., db2, learning_rate=0.1).

A step has a direction and a length, each judged on its own: a rate that is dropped does not
cost the direction.
"""

import numpy as np
import pytest

from autograder.checks import (
    CheckFailed,
    check_close,
    check_numbers,
    check_parts,
    check_that,
    check_unchanged,
    say,
)

pytestmark = pytest.mark.exercise("update_parameters")

NAMES = ("W1", "b1", "W2", "b2")


@pytest.fixture
def arguments(rng, make_network):
    """Make parameters and gradients of random networks."""

    def make(*sizes):
        parameters = make_network(*sizes).parameters
        return parameters | {
            f"d{name}": rng.normal(0, 8, p.shape) for name, p in parameters.items()
        }

    return make


@pytest.fixture
def step(student, arguments):
    """Take one step of the student's; return how to ask for the length of a parameter's step."""

    def take(*sizes, **rate):
        given = arguments(*sizes)
        after = check_parts(student.update_parameters(**given, **rate), NAMES)

        def length(name):
            """Return how many gradients a parameter went downhill; it must not go elsewhere."""
            gradient, told = given[f"d{name}"], say("the step of {name}", name=name)
            moved = given[name] - check_numbers(after[name], name, gradient.shape)
            gradients = float(np.sum(moved * gradient) / np.sum(gradient**2))
            check_close(moved, gradients * gradient, told, rtol=1e-5, atol=1e-8)
            check_that(gradients > 0, say("{told} does not go against its gradient", told=told))
            return gradients

        return length

    return take


def check_lengths(length, rate, told):
    """Check the length of every step that goes the right way; one at least must."""
    lengths = {}
    for name in NAMES:
        try:
            lengths[name] = length(name)
        except CheckFailed:  # paid for in test_direction
            continue
    check_that(lengths, "no parameter moves against its gradient")
    for name, gradients in lengths.items():
        check_close(
            gradients,
            rate,
            say("the length of the step of {name}{told}", name=name, told=told),
            rtol=1e-5,
        )


@pytest.mark.weight(0.5)
@pytest.mark.parametrize("name", NAMES)
def test_direction(step, name):
    """{name} moves straight against its own gradient, whatever the sizes of the layers"""
    for sizes in ((3, 5, 4), (2, 6, 1)):
        step(*sizes, learning_rate=0.1)(name)


@pytest.mark.weight(1.5)
def test_learning_rate(step, rng):
    """Each step is as long as the learning rate that is passed says"""
    for rate in (0.01, float(rng.uniform(0.2, 0.9)), 5.0):
        check_lengths(step(learning_rate=rate), rate, "")


@pytest.mark.weight(0.5)
def test_default_rate(step):
    """Without a learning rate it is 0.1"""
    check_lengths(step(), 0.1, " at the default rate")


@pytest.mark.needs_value
def test_shapes(student, check_shapes, arguments):
    """W1, b1, W2, b2 in this order, each an array of floats in the shape it had"""
    given = arguments()
    value = student.update_parameters(**given, learning_rate=0.3)
    check_shapes(value, {name: given[name].shape for name in NAMES})


@pytest.mark.needs_value
def test_inputs_stay(student, arguments):
    """The old parameters and the gradients are as they were"""
    given = arguments()
    seen = student.update_parameters.observe(**given, learning_rate=0.3)
    check_unchanged(seen.arguments, given)
