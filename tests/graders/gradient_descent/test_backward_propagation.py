"""Hidden graders of the exercise backward_propagation(X, y_true, a1, a2, W2).

a1 and a2 come from the reference's forward pass, so that an error there is not paid for
again here. Students may ask for z1 and z2 as well.
"""

import numpy as np
import pytest

from autograder.checks import check_close, check_gradient, check_unchanged

pytestmark = pytest.mark.exercise("backward_propagation")

NAMES = ("dW1", "db1", "dW2", "db2")
LIKE_FLOAT32 = {"rtol": 1e-4, "atol": 1e-7}  # single precision will do


def arguments(reference, network):
    """Return what the function is called with, and what is offered beside it."""
    z1, a1, z2, a2 = reference.forward_propagation(network.X, *network.parameters.values())
    asked = {"X": network.X, "y_true": network.Y, "a1": a1, "a2": a2}
    return asked | {"W2": network.parameters["W2"]}, {"z1": z1, "z2": z2}


@pytest.fixture
def gradients(student, reference, parts):
    """Call the student's function on a network; return the gradients, shapes checked."""

    def call(network):
        given, extras = arguments(reference, network)
        value = student.backward_propagation(**given, extras=extras)
        return parts(value, {f"d{name}": shape for name, shape in network.shapes.items()})

    return call


@pytest.fixture
def check(gradients, reference):
    """Compare all gradients with the reference's, for each of some networks."""

    def call(*networks, told=""):
        for network in networks:
            expected = reference.backward_propagation(**arguments(reference, network)[0])
            for (name, actual), right in zip(gradients(network).items(), expected, strict=True):
                check_close(actual, right, name + told, **LIKE_FLOAT32)

    return call


@pytest.mark.parametrize("name", NAMES)
def test_values(gradients, reference, make_network, name):
    """Each gradient has the shape of its parameter, and the right values"""
    network = make_network()
    expected = reference.backward_propagation(**arguments(reference, network)[0])
    check_close(gradients(network)[name], expected[NAMES.index(name)], name, **LIKE_FLOAT32)


@pytest.mark.weight(2)
def test_slope_of_the_cost(gradients, reference, make_network):
    """Each gradient agrees with the measured slope of the cross-entropy"""
    network = make_network(2, 3, 2, 5)

    def cost(parameters):
        a2 = reference.forward_propagation(network.X, *parameters.values())[3]
        return float(reference.cross_entropy_loss(network.Y, a2))

    check_gradient(cost, at=network.parameters, analytic=gradients(network))


@pytest.mark.weight(2)
def test_other_sizes(check, make_network):
    """Right for other sizes of layers and batches"""
    check(make_network(4, 2, 3, 6), make_network(2, 6, 5, 3), make_network(3, 3, 3, 40))


def test_one_sample(check, make_network):
    """Right for a single sample"""
    check(make_network(m=1), told=" for one sample")


def test_one_output(check, make_network):
    """Right for a single output and a single hidden unit"""
    check(make_network(n_out=1), make_network(n_h=1), told=" for a single one")


@pytest.mark.weight(2)
def test_types_of_labels(check, make_network):
    """Labels may be integers or booleans"""
    network = make_network()
    kinds = [network.Y.astype(kind) for kind in (int, bool)]
    typed = [type(network)(network.parameters, network.X, Y) for Y in kinds]
    check(*typed, told=" for integer or boolean labels")


def test_mean_not_sum(check, make_network):
    """Repeating every sample does not change a gradient"""
    network = make_network(m=4)
    twice = np.vstack([network.X] * 2), np.vstack([network.Y] * 2)
    check(type(network)(network.parameters, *twice), told=" of every sample twice")


def test_inputs_stay(student, reference, parts, make_network):
    """All arguments are as they were"""
    network = make_network()
    before, extras = arguments(reference, network)
    seen = student.backward_propagation.observe(**before, extras=extras)
    parts(seen.value, {f"d{name}": shape for name, shape in network.shapes.items()})
    check_unchanged(seen.arguments, before)
