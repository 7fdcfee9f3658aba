"""Hidden graders of the exercise backward_propagation(parameters, cache, X, Y).

The cache comes from the reference's forward pass, so that an error there is not
paid for again here.
"""

import pytest

from autograder.checks import check_also_right, check_arrays, check_unchanged, check_values, say

pytestmark = pytest.mark.exercise("backward_propagation")

NAMES = ("dW1", "db1", "dW2", "db2")
LIKE_FLOAT32 = {"rtol": 1e-4, "atol": 1e-6}  # single precision will do


def arguments(reference, network):
    """Return what the function is called with."""
    _, cache = reference.forward_propagation(network.X, network.parameters)
    return network.parameters, cache, network.X, network.Y


@pytest.fixture
def answers(student, reference, entries):
    """Return for each of some networks the student's gradients, and the right ones."""

    def call(*networks):
        calls = [arguments(reference, network) for network in networks]
        values = student.backward_propagation.many(calls)
        pairs = zip(values, calls, strict=True)
        return [
            (entries(v, "gradients", NAMES), reference.backward_propagation(*c)) for v, c in pairs
        ]

    return call


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", NAMES)
def test_values(answers, make_network, entry, name):
    """{name} is right, whatever the sizes of the layers and of the batch"""
    networks = [make_network(*sizes) for sizes in ((3, 5, 7), (4, 2, 6), (2, 6, 3), (3, 3, 40))]
    for actual, right in answers(*networks):
        check_values(entry(actual, "gradients", name), right[name], name, **LIKE_FLOAT32)


@pytest.mark.needs_value
@pytest.mark.weight(2)
def test_shapes(student, reference, make_network):
    """Each gradient is an array of floats, in the shape of its parameter"""
    networks = make_network(), make_network(m=1)
    values = student.backward_propagation.many([arguments(reference, n) for n in networks])
    for network, value in zip(networks, values, strict=True):
        check_arrays(value, "gradients", {f"d{k}": s for k, s in network.shapes.items()})


def test_one_sample(answers, make_network):
    """Right for a single sample too"""
    usual, one = answers(make_network(), make_network(m=1))
    check_also_right(usual, one, told=" for one sample", **LIKE_FLOAT32)


def test_several_outputs(answers, make_network):
    """Right for several output units too: the formulas do not change"""
    usual, three = answers(make_network(), make_network(n_y=3))
    check_also_right(usual, three, told=" for three outputs", **LIKE_FLOAT32)


def test_confident_outputs(answers, make_network):
    """Right too where the network is very sure, and where it is wrong"""
    network = make_network(m=12)
    steep = {name: value * (8 if name == "W2" else 1) for name, value in network.parameters.items()}
    usual, sure = answers(network, type(network)(steep, network.X, network.Y))
    check_also_right(usual, sure, told=" of confident outputs", **LIKE_FLOAT32)


def test_types_of_labels(answers, make_network):
    """Right too where labels are integers or booleans"""
    network = make_network()
    labels = [network.Y.astype(dtype) for dtype in (float, int, bool)]
    typed = [type(network)(network.parameters, network.X, Y) for Y in labels]
    told = say(" for integer or boolean labels")
    check_also_right(*answers(*typed), told=told, **LIKE_FLOAT32)


@pytest.mark.needs_value
def test_inputs_stay(student, reference, make_network):
    """The parameters, the cache, X and Y are as they were"""
    names = ("parameters", "cache", "X", "Y")
    before = dict(zip(names, arguments(reference, make_network()), strict=True))
    check_unchanged(student.backward_propagation.observe(**before).arguments, before)
