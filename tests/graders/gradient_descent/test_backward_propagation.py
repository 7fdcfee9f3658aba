"""Hidden graders of the exercise backward_propagation(X, y_true, a1, a2, W2).

a1 and a2 come from the reference's forward pass, so that an error there is not paid for
again here. Students may ask for z1 and z2 as well.
"""

import pytest

from autograder.checks import check_also_right, check_parts, check_unchanged, check_values, say

pytestmark = pytest.mark.exercise("backward_propagation")

NAMES = ("dW1", "db1", "dW2", "db2")
LIKE_FLOAT32 = {"rtol": 1e-4, "atol": 1e-7}  # single precision will do


def arguments(reference, network):
    """Return what the function is called with, and what is offered beside it."""
    z1, a1, z2, a2 = reference.forward_propagation(network.X, *network.parameters.values())
    asked = {"X": network.X, "y_true": network.Y, "a1": a1, "a2": a2}
    return asked | {"W2": network.parameters["W2"]}, {"z1": z1, "z2": z2}


@pytest.fixture
def answers(student, reference):
    """Return for each of some networks the student's gradients, and the right ones."""

    def call(*networks):
        every = []
        for network in networks:
            given, extras = arguments(reference, network)
            actual = check_parts(student.backward_propagation(**given, extras=extras), NAMES)
            right = reference.backward_propagation(**given)
            every.append((actual, dict(zip(NAMES, right, strict=True))))
        return every

    return call


@pytest.mark.weight(1.5)
@pytest.mark.parametrize("name", NAMES)
def test_values(answers, make_network, name):
    """{name} is right, whatever the sizes of the layers and of the batch"""
    sizes = (3, 5, 4, 7), (4, 2, 3, 6), (2, 6, 5, 3), (3, 3, 3, 40)
    for actual, right in answers(*(make_network(*size) for size in sizes)):
        check_values(actual[name], right[name], name, **LIKE_FLOAT32)


@pytest.mark.needs_value
@pytest.mark.weight(2)
def test_shapes(student, reference, check_shapes, make_network):
    """Each gradient is an array of floats, in the shape of its parameter"""
    for network in (make_network(), make_network(m=1), make_network(n_out=1)):
        given, extras = arguments(reference, network)
        value = student.backward_propagation(**given, extras=extras)
        check_shapes(value, {f"d{name}": shape for name, shape in network.shapes.items()})


def test_one_sample(answers, make_network):
    """Right for a single sample too"""
    cases = answers(make_network(), make_network(m=1))
    check_also_right(*cases, told=" for one sample", **LIKE_FLOAT32)


def test_one_output(answers, make_network):
    """Right for a single output and a single hidden unit too"""
    cases = answers(make_network(), make_network(n_out=1), make_network(n_h=1))
    check_also_right(*cases, told=" for a single one", **LIKE_FLOAT32)


def test_types_of_labels(answers, make_network):
    """Right too where labels are integers or booleans"""
    network = make_network()
    kinds = [network.Y.astype(kind) for kind in (float, int, bool)]
    typed = [type(network)(network.parameters, network.X, Y) for Y in kinds]
    told = say(" for integer or boolean labels")
    check_also_right(*answers(*typed), told=told, **LIKE_FLOAT32)


@pytest.mark.needs_value
def test_inputs_stay(student, reference, make_network):
    """All arguments are as they were"""
    before, extras = arguments(reference, make_network())
    seen = student.backward_propagation.observe(**before, extras=extras)
    check_unchanged(seen.arguments, before)
