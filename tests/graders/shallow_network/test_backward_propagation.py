"""Hidden graders of the exercise backward_propagation(parameters, cache, X, Y).

The cache comes from the reference's forward pass, so that an error there is not
paid for again here.
"""

import numpy as np
import pytest

from autograder.checks import check_arrays, check_close, check_gradient, check_unchanged

pytestmark = pytest.mark.exercise("backward_propagation")

NAMES = ("dW1", "db1", "dW2", "db2")
LIKE_FLOAT32 = {"rtol": 1e-4, "atol": 1e-6}  # single precision will do


def arguments(reference, network):
    """Return what the function is called with."""
    _, cache = reference.forward_propagation(network.X, network.parameters)
    return network.parameters, cache, network.X, network.Y


def checked(value, network):
    """Return the gradients of an answer, shapes and dtypes checked."""
    return check_arrays(value, "gradients", {f"d{k}": s for k, s in network.shapes.items()})


@pytest.fixture
def check(student, reference):
    """Compare all gradients with the reference's, for each of some networks."""

    def call(*networks, told=""):
        calls = [arguments(reference, network) for network in networks]
        values = student.backward_propagation.many(calls)
        for network, call, value in zip(networks, calls, values, strict=True):
            actual, expected = checked(value, network), reference.backward_propagation(*call)
            for name in NAMES:
                check_close(actual[name], expected[name], name + told, **LIKE_FLOAT32)

    return call


@pytest.mark.parametrize("name", NAMES)
def test_values(student, reference, make_network, name):
    """Each gradient has the shape of its parameter, and the right values"""
    network = make_network()
    inputs = arguments(reference, network)
    actual = checked(student.backward_propagation(*inputs), network)
    expected = reference.backward_propagation(*inputs)[name]
    check_close(actual[name], expected, name, **LIKE_FLOAT32)


@pytest.mark.weight(2)
def test_slope_of_the_cost(student, reference, make_network):
    """Each gradient agrees with the measured slope of the cost"""
    network = make_network()
    gradients = checked(student.backward_propagation(*arguments(reference, network)), network)

    def cost(parameters):
        A2, _ = reference.forward_propagation(network.X, parameters)
        return float(reference.compute_cost(A2, network.Y))

    check_gradient(cost, at=network.parameters, analytic=gradients)


@pytest.mark.weight(2)
def test_other_sizes(check, make_network):
    """Right for other sizes of layers and batches"""
    check(make_network(4, 2, 6), make_network(2, 6, 3), make_network(3, 3, 40))


def test_one_sample(check, make_network):
    """Right for a single sample"""
    check(make_network(m=1), told=" for one sample")


def test_several_outputs(check, make_network):
    """The same formulas serve several output units"""
    check(make_network(n_y=3), told=" for three outputs")


def test_confident_outputs(check, make_network):
    """Right where the network is very sure, and where it is wrong"""
    network = make_network(m=12)
    steep = {name: value * (8 if name == "W2" else 1) for name, value in network.parameters.items()}
    check(type(network)(steep, network.X, network.Y), told=" of confident outputs")


@pytest.mark.weight(2)
def test_types_of_labels(check, make_network):
    """Labels may be integers or booleans"""
    network = make_network()
    labels = [network.Y.astype(dtype) for dtype in (int, bool)]
    typed = [type(network)(network.parameters, network.X, Y) for Y in labels]
    check(*typed, told=" for integer or boolean labels")


def test_mean_not_sum(check, make_network):
    """Repeating every sample does not change a gradient"""
    network = make_network(m=4)
    X, Y = np.hstack([network.X] * 2), np.hstack([network.Y] * 2)
    check(type(network)(network.parameters, X, Y), told=" of every sample twice")


def test_inputs_stay(student, reference, make_network):
    """The parameters, the cache, X and Y are as they were"""
    network = make_network()
    names = ("parameters", "cache", "X", "Y")
    before = dict(zip(names, arguments(reference, network), strict=True))
    seen = student.backward_propagation.observe(**before)
    checked(seen.value, network)
    check_unchanged(seen.arguments, before)
