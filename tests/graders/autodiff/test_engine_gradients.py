"""Hidden graders of the exercise engine_gradients(parameters, X, Y, activation, penalty)."""

import numpy as np
import pytest

from autograder.checks import (
    central_differences,
    check_number,
    check_numbers,
    check_that,
    check_unchanged,
    check_values,
)

pytestmark = pytest.mark.exercise("engine_gradients")

HIDDEN = {
    "relu": lambda z: np.maximum(z, 0),
    "tanh": np.tanh,
    "softplus": lambda z: np.logaddexp(0, z),
}
MEASURED = {"rtol": 1e-5, "atol": 1e-7}


def cost_of(parameters, X, Y, activation="relu", penalty=0.0):
    """Return the cost, forwards only."""
    A, layers = X, len(parameters) // 2
    for layer in range(1, layers + 1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = HIDDEN[activation](Z)
    Z = Z - Z.max(axis=0)
    cost = np.mean(np.log(np.exp(Z).sum(axis=0)) - np.sum(Y * Z, axis=0))
    squares = sum(np.sum(parameters[f"W{layer}"] ** 2) for layer in range(1, layers + 1))
    return float(cost + penalty * squares)


@pytest.fixture
def check_network(student, parts, entry):
    """Check the cost, or all gradients of one kind, against measured ones."""

    def check(kind, network, **options):
        answer = parts(student.engine_gradients(*network, **options))
        if kind == "cost":
            cost = check_number(answer["cost"], "the cost", wrapped=True)
            check_values(cost, cost_of(*network, **options), "the cost", rtol=1e-8)
            return
        parameters, X, Y = network
        for name in [name for name in parameters if name[0] == kind]:

            def cost(moved, name=name):
                return cost_of(parameters | {name: moved}, X, Y, **options)

            slope = central_differences(cost, parameters[name], 1e-6)
            check_values(entry(answer, f"d{name}"), slope, f"d{name}", **MEASURED)

    return check


EVERY = pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("cost", "cost"),
        ("W", "dW"),
        ("b", "db"),
    ],
    ids=["cost", "weights", "biases"],
)


@pytest.mark.weight(1.5)
@EVERY
def test_two_layers(check_network, make_network, kind, name):
    """{name} is right for two layers"""
    check_network(kind, make_network(3, 5, 4))


@EVERY
def test_layers(check_network, make_network, kind, name):
    """{name} is right for one layer, and for four"""
    check_network(kind, make_network(3, 4))
    check_network(kind, make_network(2, 4, 3, 5, 3, m=4))


@EVERY
def test_activation(check_network, make_network, kind, name):
    """{name} is right for tanh and softplus"""
    network = make_network(3, 4, 2, m=4)
    for activation in ("tanh", "softplus"):
        check_network(kind, network, activation=activation)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("cost", "cost"), ("W", "dW")],
    ids=["cost", "weights"],
)
def test_penalty(check_network, make_network, kind, name):
    """{name} is right with a penalty"""
    check_network(kind, make_network(3, 4, 2, 3, m=4), penalty=0.3)


def test_no_penalty_on_biases(student, make_network, parts, entry):
    """A penalty leaves the gradients of the biases as they are"""
    network = make_network(3, 4, 2, m=4)
    names = ("W1", "b1", "b2")

    def gradients(penalty):
        answer = parts(student.engine_gradients(*network, penalty=penalty))
        return [check_numbers(entry(answer, f"d{n}"), f"d{n}", network[0][n].shape) for n in names]

    (plain, *biases), (more, *others) = gradients(0.0), gradients(0.7)
    check_that(not np.allclose(plain, more), "the penalty does nothing")
    for name, first, second in zip(names[1:], biases, others, strict=True):
        check_values(second, first, f"d{name}")


def test_one_sample(check_network, make_network):
    """Right for a single sample too"""
    network = make_network(3, 4, 3, m=1)
    for kind in ("cost", "W", "b"):
        check_network(kind, network)


@pytest.mark.needs_value
def test_shapes(student, make_network, check_shapes):
    """The cost is one number, and each gradient an array in the shape of its parameter"""
    network = make_network(3, 4, 2)
    check_shapes(student.engine_gradients(*network), network[0])


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, make_network):
    """All arguments are as they were"""
    before = dict(zip(("parameters", "X", "Y"), make_network(3, 4, 2), strict=True))
    seen = student.engine_gradients.observe(**before, penalty=0.1)
    check_unchanged(seen.arguments, before)
