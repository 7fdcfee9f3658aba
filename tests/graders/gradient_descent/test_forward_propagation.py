"""Hidden graders of the exercise forward_propagation(X, W1, b1, W2, b2)."""

import numpy as np
import pytest

from autograder.checks import check_close, check_unchanged

pytestmark = pytest.mark.exercise("forward_propagation")


def arguments(network):
    """Return what the function is called with."""
    return {"X": network.X, **network.parameters}


@pytest.fixture
def check(student, reference, parts):
    """Compare all four parts with the reference's, for each of some networks."""

    def call(*networks, told=""):
        calls = [list(arguments(network).values()) for network in networks]
        values = student.forward_propagation.many(calls)
        for network, arrays, value in zip(networks, calls, values, strict=True):
            hidden, out = (len(network.X), network.shapes["b1"][1]), network.Y.shape
            actual = parts(value, {"z1": hidden, "a1": hidden, "z2": out, "a2": out})
            expected = reference.forward_propagation(*arrays)
            for (name, part), right in zip(actual.items(), expected, strict=True):
                check_close(part, right, name + told)

    return call


@pytest.mark.weight(3)
def test_values(check, make_network):
    """z1, a1, z2, a2 in this order, each with the right shape and values"""
    check(make_network())


@pytest.mark.weight(2)
def test_other_sizes(check, make_network):
    """Right for other sizes of layers and batches"""
    check(make_network(2, 6, 3, 4), make_network(6, 2, 5, 40), make_network(1, 1, 1, 3))


def test_one_sample(check, make_network):
    """Right for a single sample"""
    check(make_network(m=1), told=" for one sample")


@pytest.mark.weight(2)
def test_biases_count(check, make_network):
    """Each bias shifts its own layer"""
    network = make_network()
    for name in ("b1", "b2"):
        zeros = {"b1": np.zeros((1, 5)), "b2": np.zeros((1, 4))}
        only = network.parameters | zeros | {name: network.parameters[name]}
        check(type(network)(only, network.X, network.Y), told=f" when only {name} is not zero")


def test_inputs_stay(student, make_network):
    """X and the parameters are as they were"""
    before = arguments(make_network())
    seen = student.forward_propagation.observe(**before)
    check_unchanged(seen.arguments, before)
