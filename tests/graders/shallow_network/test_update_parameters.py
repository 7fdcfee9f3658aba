"""Hidden graders of update_parameters(parameters, grads, learning_rate=1.2).

In place or not is the student's choice. A step has a direction and a length, each judged
on its own: a rate that is dropped does not cost the direction.
"""

import numpy as np
import pytest

from autograder.checks import (
    CheckFailed,
    check_arrays,
    check_close,
    check_numbers,
    check_that,
    check_unchanged,
    say,
)

pytestmark = pytest.mark.exercise("update_parameters")

NAMES = ("W1", "b1", "W2", "b2")


@pytest.fixture
def gradients(rng):
    """Make a gradient for each parameter of a network."""
    return lambda n: {f"d{name}": rng.normal(0, 8, p.shape) for name, p in n.parameters.items()}


@pytest.fixture
def step(student, make_network, gradients, entries, entry):
    """Take one step of the student's; return how to ask for the length of a parameter's step."""

    def take(*rate, sizes=(3, 5, 7, 1)):
        network = make_network(*sizes)
        before, grads = network.parameters, gradients(network)
        value = student.update_parameters(before, grads, *rate)
        after = entries(value, "parameters", NAMES)

        def length(name):
            """Return how many gradients a parameter went downhill; it must not go elsewhere."""
            gradient, told = grads[f"d{name}"], say("the step of {name}", name=name)
            end = check_numbers(entry(after, "parameters", name), name, gradient.shape)
            moved = before[name] - end
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


@pytest.mark.parametrize("name", NAMES)
def test_direction(step, name):
    """{name} moves straight against its own gradient, whatever the sizes of the layers"""
    for sizes in ((3, 5, 7, 1), (6, 2, 3, 3)):
        step(1.2, sizes=sizes)(name)


@pytest.mark.weight(3)
def test_learning_rate(step, rng):
    """Each step is as long as the learning rate that is passed says"""
    for rate in (0.01, float(rng.uniform(0.1, 0.9)), 2.5, 12.0):
        check_lengths(step(rate), rate, "")


def test_default_rate(step):
    """Without a third argument the learning rate is 1.2"""
    check_lengths(step(), 1.2, " at the default rate")


@pytest.mark.needs_value
def test_shapes(student, make_network, gradients):
    """Each parameter is an array of floats, in the shape it had"""
    network = make_network()
    value = student.update_parameters(network.parameters, gradients(network), 0.3)
    check_arrays(value, "parameters", network.shapes)


@pytest.mark.needs_value
def test_gradients_stay(student, make_network, gradients):
    """The gradients are as they were"""
    network = make_network()
    grads = gradients(network)
    seen = student.update_parameters.observe(network.parameters, grads, 0.3)
    check_unchanged(seen.arguments, {"grads": grads})
