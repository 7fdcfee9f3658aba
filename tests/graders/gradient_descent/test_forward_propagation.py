"""Hidden graders of the exercise forward_propagation(X, W1, b1, W2, b2).

Each step is judged by the student's own step before it, so that an error is charged once.
"""

import pytest

from autograder.checks import (
    CheckFailed,
    check_also_right,
    check_numbers,
    check_parts,
    check_unchanged,
    check_values,
    right_parts,
)

pytestmark = pytest.mark.exercise("forward_propagation")

NAMES = ("z1", "a1", "z2", "a2")


def arguments(network):
    """Return what the function is called with."""
    return {"X": network.X, **network.parameters}


def shapes(network):
    """Return the shape of each part."""
    hidden, out = (len(network.X), network.parameters["b1"].shape[1]), network.Y.shape
    return {"z1": hidden, "a1": hidden, "z2": out, "a2": out}


@pytest.fixture
def answers(student, reference):
    """Return for each of some networks the student's parts, and what is right for each."""

    def call(*networks):
        calls = [list(arguments(network).values()) for network in networks]
        values = student.forward_propagation.many(calls)
        return [judged(n, check_parts(v, NAMES)) for n, v in zip(networks, values, strict=True)]

    def judged(network, actual):
        right = dict(zip(NAMES, reference.forward_propagation(**arguments(network)), strict=True))
        p, sizes = network.parameters, shapes(network)
        steps = {
            "a1": ("z1", reference.sigmoid),
            "z2": ("a1", lambda a1: a1 @ p["W2"] + p["b2"]),
            "a2": ("z2", reference.sigmoid),
        }
        for name in set(steps) - set(right_parts(actual, right)):
            before, step = steps[name]
            try:
                right[name] = step(check_numbers(actual[before], before, sizes[before]))
            except CheckFailed:
                continue
        return actual, right

    return call


@pytest.mark.weight(1.25)
@pytest.mark.parametrize("name", NAMES)
def test_values(answers, make_network, name):
    """{name} is right for the step before it, whatever the sizes"""
    for actual, right in answers(
        *(make_network(*sizes) for sizes in ((3, 5, 4, 7), (2, 6, 3, 4), (6, 2, 5, 40)))
    ):
        check_values(actual[name], right[name], name)


@pytest.mark.needs_value
def test_shapes(student, make_network, check_shapes):
    """All four are arrays of floats in the shapes of the table, for a single sample too"""
    for network in (make_network(), make_network(m=1)):
        check_shapes(student.forward_propagation(**arguments(network)), shapes(network))


def test_sizes_of_one(answers, make_network):
    """Right for a single sample, unit or output too"""
    networks = make_network(), make_network(m=1), make_network(1, 1, 1, 3)
    check_also_right(*answers(*networks), told=" for a single one")


@pytest.mark.needs_value
def test_inputs_stay(student, make_network):
    """X and the parameters are as they were"""
    before = arguments(make_network())
    check_unchanged(student.forward_propagation.observe(**before).arguments, before)
