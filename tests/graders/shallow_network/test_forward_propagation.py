"""Hidden graders of the exercise forward_propagation(X, parameters)."""

import numpy as np
import pytest

from autograder.checks import (
    check_array,
    check_arrays,
    check_close,
    check_pair,
    check_unchanged,
)

pytestmark = pytest.mark.exercise("forward_propagation")


def outputs(value, network):
    """Return A2 and the parts of the cache that the chain needs, shapes checked."""
    n_h, m = network.parameters["W1"].shape[0], network.X.shape[1]
    A2, cache = check_pair(value, ("A2", "cache"))
    A2 = check_array(A2, "A2", (1, m))
    return A2, check_arrays(cache, "cache", {"A1": (n_h, m), "A2": (1, m)})


@pytest.mark.parametrize("sizes", [(3, 5, 7), (6, 2, 4), (2, 4, 1)], ids=["wide", "narrow", "one"])
def test_output(student, forward, make_network, sizes):
    """A2 has shape (1, m) and the right values"""
    network = make_network(*sizes)
    A2, _ = outputs(student.forward_propagation(network.X, network.parameters), network)
    check_close(A2, forward(network)[0], "A2")


@pytest.mark.parametrize("name", ["A1", "A2"])
def test_cache(student, forward, network, name):
    """The cache holds the activations that the backward pass needs"""
    _, cache = outputs(student.forward_propagation(network.X, network.parameters), network)
    check_close(cache[name], forward(network)[1][name], f'cache["{name}"]')


def test_cache_of_linear_parts(student, forward, network):
    """Where the cache holds Z1 and Z2, they are the values before activation"""
    value = student.forward_propagation(network.X, network.parameters)
    outputs(value, network)
    cache, expected = value[1], forward(network)[1]
    for name in {"Z1", "Z2"} & cache.keys():
        part = check_array(cache[name], f'cache["{name}"]', expected[name].shape)
        check_close(part, expected[name], f'cache["{name}"]')


@pytest.mark.parametrize("name", ["b1", "b2"])
def test_biases_count(student, forward, network, name):
    """Each bias shifts its own layer"""
    zero = {key: np.zeros_like(b) for key, b in network.parameters.items() if key[0] == "b"}
    only = {**network.parameters, **zero, name: network.parameters[name]}
    one = type(network)(only, network.X, network.Y)
    A2, _ = outputs(student.forward_propagation(one.X, one.parameters), one)
    check_close(A2, forward(one)[0], f"A2 when only {name} is not zero")


def test_inputs_stay(student, network):
    """X and the parameters are as they were"""
    arguments = {"X": network.X, "parameters": network.parameters}
    seen = student.forward_propagation.observe(**arguments)
    outputs(seen.value, network)
    check_unchanged(seen.arguments, arguments)
