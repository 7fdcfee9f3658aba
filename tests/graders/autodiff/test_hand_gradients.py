"""Hidden graders of the exercise hand_gradients(parameters, X, Y).

The right gradients are measured, by central differences of a cost that is calculated here.
"""

import numpy as np
import pytest

from autograder.checks import (
    central_differences,
    check_number,
    check_unchanged,
    check_values,
    check_vectorized,
)

pytestmark = pytest.mark.exercise("hand_gradients")

MEASURED = {"rtol": 1e-5, "atol": 1e-7}


def cost_of(parameters, X, Y):
    """Return the cost, forwards only."""
    A = X
    for layer in range(1, len(parameters) // 2 + 1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = np.maximum(Z, 0)
    Z = Z - Z.max(axis=0)
    return float(np.mean(np.log(np.exp(Z).sum(axis=0)) - np.sum(Y * Z, axis=0)))


@pytest.fixture
def check_part(student, parts, entry):
    """Check the cost or one gradient of a network."""

    def check(name, network):
        answer = parts(student.hand_gradients(*network))
        parameters, X, Y = network
        if name == "cost":
            cost = check_number(answer["cost"], "the cost", wrapped=True)
            check_values(cost, cost_of(*network), "the cost", rtol=1e-8)
            return

        def cost_with(moved):
            return cost_of(parameters | {name[1:]: moved}, X, Y)

        slope = central_differences(cost_with, parameters[name[1:]], 1e-6)
        check_values(entry(answer, name), slope, name, **MEASURED)

    return check


@pytest.mark.weight(1.5)
@pytest.mark.parametrize("name", ["cost", "dW1", "db1", "dW2", "db2"])
def test_two_layers(check_part, make_network, name):
    """{name} is right for two layers"""
    check_part(name, make_network(3, 5, 4))


@pytest.mark.parametrize("name", ["cost", "dW1", "db1", "dW3", "db4"])
def test_four_layers(check_part, make_network, name):
    """{name} is right for four layers"""
    check_part(name, make_network(2, 4, 3, 5, 3, m=5))


@pytest.mark.parametrize("name", ["cost", "dW1", "db1"])
def test_one_layer(check_part, make_network, name):
    """{name} is right for a single layer"""
    check_part(name, make_network(3, 4))


def test_one_sample(check_part, make_network):
    """Right for a single sample too"""
    network = make_network(3, 4, 3, m=1)
    for name in ("cost", "dW1", "db2"):
        check_part(name, network)


@pytest.mark.weight(1.5)
def test_far_out(student, parts, entry, rng):
    """Right for scores up to 1000, without NaN"""
    parameters = {"W1": np.array([[1000.0], [-1000.0], [0.0]]), "b1": rng.normal(0, 1, (3, 1))}
    X, Y = np.array([[1.0, -1.0, 0.1]]), np.eye(3)[[1, 1, 2]].T
    answer = parts(student.hand_gradients(parameters, X, Y))
    cost = check_number(answer["cost"], "the cost", wrapped=True)
    check_values(cost, cost_of(parameters, X, Y), "the cost", rtol=1e-8)
    Z = parameters["W1"] @ X + parameters["b1"]
    P = np.exp(Z - Z.max(axis=0)) / np.exp(Z - Z.max(axis=0)).sum(axis=0)
    check_values(entry(answer, "dW1"), (P - Y) @ X.T / 3, "dW1", atol=1e-8)


@pytest.mark.needs_value
def test_shapes(student, make_network, check_shapes):
    """The cost is one number, and each gradient an array in the shape of its parameter"""
    network = make_network(3, 4, 2)
    check_shapes(student.hand_gradients(*network), network[0])


@pytest.mark.needs_value
def test_no_loop(student, make_network):
    """More samples take no more lines of Python"""
    parameters, X, Y = make_network(3, 4, 2, m=40)
    few = student.hand_gradients.lines(parameters, X[:, :2], Y[:, :2]).lines
    many = student.hand_gradients.lines(parameters, X, Y).lines
    check_vectorized({2: few, 40: many})


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, make_network):
    """All arguments are as they were"""
    before = dict(zip(("parameters", "X", "Y"), make_network(3, 4, 2), strict=True))
    seen = student.hand_gradients.observe(**before)
    check_unchanged(seen.arguments, before)
