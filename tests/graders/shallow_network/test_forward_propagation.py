"""Hidden graders of the exercise forward_propagation(X, parameters).

The output is judged by the hidden layer that the student's own cache holds, so that an error
in the first layer costs nothing in the second.
"""

import pytest

from autograder.checks import (
    CheckFailed,
    check_also_right,
    check_array,
    check_arrays,
    check_numbers,
    check_pair,
    check_unchanged,
    check_values,
    right_parts,
)

pytestmark = pytest.mark.exercise("forward_propagation")

SIZES = (3, 5, 7), (6, 2, 4), (4, 4, 250)


@pytest.fixture
def answers(student, reference):
    """Return for each of some networks the student's A2 and A1, and the right ones."""

    def call(*networks):
        values = student.forward_propagation.many([(n.X, n.parameters) for n in networks])
        return [compared(reference, n, v) for n, v in zip(networks, values, strict=True)]

    return call


def compared(reference, network, value):
    """Return A2 and A1 of an answer, and the right ones: A2 for its own A1 or for the right one."""
    A2, cache = check_pair(value, ("A2", "cache"))
    actual = {"A2": A2, "A1": cache.get("A1") if isinstance(cache, dict) else None}
    A2_right, cache_right = reference.forward_propagation(network.X, network.parameters)
    right = {"A2": A2_right, "A1": cache_right["A1"]}
    if right_parts(actual, right) == []:
        try:
            A1 = check_numbers(actual["A1"], "A1", right["A1"].shape)
        except CheckFailed:
            return actual, right
        W2, b2 = network.parameters["W2"], network.parameters["b2"]
        right["A2"] = reference.sigmoid(W2 @ A1 + b2)
    return actual, right


@pytest.mark.weight(4)
def test_output(answers, make_network):
    """A2 is right for the cache's A1, whatever the sizes of the layers"""
    for actual, right in answers(*(make_network(*sizes) for sizes in SIZES)):
        check_values(actual["A2"], right["A2"], "A2")


@pytest.mark.weight(2)
def test_hidden_layer(answers, make_network):
    """The cache holds A1, and it is right"""
    for actual, right in answers(*(make_network(*sizes) for sizes in SIZES)):
        check_values(actual["A1"], right["A1"], 'cache["A1"]')


@pytest.mark.needs_value
def test_output_in_the_cache(student, make_network, entries, entry):
    """The cache holds A2 too, the same that is returned"""
    network = make_network()
    value = student.forward_propagation(network.X, network.parameters)
    A2, cache = check_pair(value, ("A2", "cache"))
    same = check_numbers(A2, "A2", network.Y.shape)
    A2_kept = entries(cache, "cache", ())
    check_values(entry(A2_kept, "cache", "A2"), same, 'cache["A2"]')


@pytest.mark.needs_value
def test_shapes(student, make_network):
    """A2 has the shape (1, m), and the arrays in the cache have the shapes of the table"""
    networks = make_network(), make_network(m=1)
    values = student.forward_propagation.many([(n.X, n.parameters) for n in networks])
    for network, value in zip(networks, values, strict=True):
        (n_h, _), m = network.parameters["W1"].shape, network.X.shape[1]
        A2, cache = check_pair(value, ("A2", "cache"))
        check_array(A2, "A2", (1, m))
        check_arrays(cache, "cache", {"A1": (n_h, m), "A2": (1, m)})


def test_one_sample(answers, make_network):
    """Right for a single sample too"""
    check_also_right(*answers(make_network(), make_network(m=1)), told=" for one sample")


@pytest.mark.needs_value
def test_inputs_stay(student, make_network):
    """X and the parameters are as they were"""
    network = make_network()
    arguments = {"X": network.X, "parameters": network.parameters}
    check_unchanged(student.forward_propagation.observe(**arguments).arguments, arguments)
