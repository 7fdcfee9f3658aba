"""Hidden graders of the exercise backward_propagation(parameters, cache, X, Y).

The cache comes from the reference's forward pass, so that an error there is not
paid for again here.
"""

import numpy as np
import pytest

from autograder.checks import check_arrays, check_close, check_gradient, check_unchanged

pytestmark = pytest.mark.exercise("backward_propagation")

NAMES = ("dW1", "db1", "dW2", "db2")


@pytest.fixture
def gradients(student, forward):
    """Call the student's function on the reference's cache; shapes and dtypes checked."""

    def call(network, Y=None):
        _, cache = forward(network)
        Y = network.Y if Y is None else Y
        value = student.backward_propagation(network.parameters, cache, network.X, Y)
        shapes = {f"d{name}": shape for name, shape in network.shapes.items()}
        return check_arrays(value, "gradients", shapes)

    return call


@pytest.fixture
def expected(reference, forward):
    """Return the reference's gradients."""

    def call(network):
        _, cache = forward(network)
        return reference.backward_propagation(network.parameters, cache, network.X, network.Y)

    return call


def test_shapes(gradients, network):
    """Each gradient has the shape of its parameter"""
    gradients(network)


@pytest.mark.parametrize("name", NAMES)
def test_values(gradients, expected, network, name):
    """Each gradient has the right values"""
    check_close(gradients(network)[name], expected(network)[name], name)


@pytest.mark.weight(2)
def test_slope_of_the_cost(gradients, reference, network):
    """Each gradient agrees with the measured slope of the cost"""

    def cost(parameters):
        A2, _ = reference.forward_propagation(network.X, parameters)
        return float(reference.compute_cost(A2, network.Y))

    check_gradient(cost, at=network.parameters, analytic=gradients(network))


@pytest.mark.parametrize("sizes", [(4, 2, 6), (2, 6, 3)], ids=["narrow", "wide"])
def test_other_sizes(gradients, expected, make_network, sizes):
    """Right for other sizes of layers and batches"""
    network = make_network(*sizes)
    actual, right = gradients(network), expected(network)
    for name in NAMES:
        check_close(actual[name], right[name], name)


def test_one_sample(gradients, expected, make_network):
    """Right for a single sample"""
    network = make_network(m=1)
    actual, right = gradients(network), expected(network)
    for name in NAMES:
        check_close(actual[name], right[name], f"{name} for one sample")


def test_several_outputs(gradients, expected, make_network):
    """The same formulas serve two output units"""
    network = make_network(n_y=2)
    actual, right = gradients(network), expected(network)
    for name in NAMES:
        check_close(actual[name], right[name], f"{name} for two outputs")


@pytest.mark.parametrize("dtype", [int, bool], ids=["int", "bool"])
def test_types_of_labels(gradients, expected, network, dtype):
    """Labels may be integers or booleans"""
    actual, right = gradients(network, network.Y.astype(dtype)), expected(network)
    for name in NAMES:
        check_close(actual[name], right[name], name)


def test_inputs_stay(student, forward, network):
    """The parameters, the cache, X and Y are as they were"""
    _, cache = forward(network)
    arguments = {"parameters": network.parameters, "cache": cache, "X": network.X, "Y": network.Y}
    seen = student.backward_propagation.observe(**arguments)
    shapes = {f"d{name}": shape for name, shape in network.shapes.items()}
    check_arrays(seen.value, "gradients", shapes)
    check_unchanged(seen.arguments, arguments)


def test_means_not_sums(gradients, expected, make_network):
    """Repeating every sample does not change a gradient"""
    network = make_network(m=4)
    twice = type(network)(
        network.parameters, np.hstack([network.X] * 2), np.hstack([network.Y] * 2)
    )
    actual, right = gradients(twice), expected(network)
    for name in NAMES:
        check_close(actual[name], right[name], f"{name} of every sample twice")
