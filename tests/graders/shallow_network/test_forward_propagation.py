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


def forward(reference, network):
    """Run the reference."""
    return reference.forward_propagation(network.X, network.parameters)


def outputs(value, network):
    """Return A2 and the parts of the cache that the chain needs, shapes checked."""
    n_h, m = network.parameters["W1"].shape[0], network.X.shape[1]
    A2, cache = check_pair(value, ("A2", "cache"))
    A2 = check_array(A2, "A2", (1, m))
    return A2, check_arrays(cache, "cache", {"A1": (n_h, m), "A2": (1, m)})


@pytest.mark.weight(2)
def test_output(student, reference, make_network):
    """A2 has shape (1, m) and the right values, whatever the sizes of the layers"""
    networks = [make_network(*sizes) for sizes in ((3, 5, 7), (6, 2, 4), (4, 4, 250))]
    values = student.forward_propagation.many([(n.X, n.parameters) for n in networks])
    for network, value in zip(networks, values, strict=True):
        A2, _ = outputs(value, network)
        check_close(A2, forward(reference, network)[0], "A2")


def test_one_sample(student, reference, make_network):
    """Right for a single sample"""
    network = make_network(m=1)
    A2, _ = outputs(student.forward_propagation(network.X, network.parameters), network)
    check_close(A2, forward(reference, network)[0], "A2 for one sample")


def test_cache(student, reference, make_network):
    """The cache holds the activations that the backward pass needs"""
    network = make_network()
    _, cache = outputs(student.forward_propagation(network.X, network.parameters), network)
    for name, expected in forward(reference, network)[1].items():
        if name in cache:
            check_close(cache[name], expected, f'cache["{name}"]')


def test_cache_of_linear_parts(student, reference, make_network):
    """Where the cache holds Z1 and Z2, they are the values before activation"""
    network = make_network()
    value = student.forward_propagation(network.X, network.parameters)
    outputs(value, network)
    cache, expected = value[1], forward(reference, network)[1]
    for name in {"Z1", "Z2"} & cache.keys():
        part = check_array(cache[name], f'cache["{name}"]', expected[name].shape)
        check_close(part, expected[name], f'cache["{name}"]')


@pytest.mark.weight(2)
def test_biases_count(student, reference, make_network):
    """Each bias shifts its own layer"""
    network = make_network()
    zero = {key: np.zeros_like(b) for key, b in network.parameters.items() if key[0] == "b"}
    for name in zero:
        only = {**network.parameters, **zero, name: network.parameters[name]}
        one = type(network)(only, network.X, network.Y)
        A2, _ = outputs(student.forward_propagation(one.X, one.parameters), one)
        check_close(A2, forward(reference, one)[0], f"A2 when only {name} is not zero")


def test_inputs_stay(student, make_network):
    """X and the parameters are as they were"""
    network = make_network()
    arguments = {"X": network.X, "parameters": network.parameters}
    seen = student.forward_propagation.observe(**arguments)
    outputs(seen.value, network)
    check_unchanged(seen.arguments, arguments)
