"""Hidden graders of the exercise neuron_backward(x, w, b, da)."""

import numpy as np
import pytest

from autograder.checks import (
    CheckFailed,
    central_differences,
    check_also_right,
    check_array,
    check_number,
    check_unchanged,
    check_values,
    say,
    type_name,
)

pytestmark = pytest.mark.exercise("neuron_backward")

NAMES = ("dx", "dw", "db")


@pytest.fixture
def neuron(rng):
    """Make the arguments of a call: a neuron with n inputs whose sum is z, and what comes back."""

    def make(n=3, z=None, da=None):
        x, w = rng.normal(0, 1.5, (n, 1)), rng.normal(0, 1.5, (1, n))
        z = float(rng.uniform(0.2, 3.0)) if z is None else z
        da = float(rng.uniform(0.5, 2.0)) if da is None else da
        return x, w, z - (w @ x).item(), da

    return make


def named(value):
    """Return the parts of an answer by their names."""
    if not isinstance(value, tuple | list) or len(value) != len(NAMES):
        raise CheckFailed(
            say("got {type}; expected the three values dx, dw, db", type=type_name(value))
        )
    return dict(zip(NAMES, value, strict=True))


def measured(x, w, b, da):
    """Return the slopes of da times the neuron's output, by central differences."""

    def loss(x, w, b):
        z = (w @ x).item() + float(b)
        return da * z / (1 + abs(z))

    return {
        "dx": central_differences(lambda moved: loss(moved, w, b), x, 1e-5),
        "dw": central_differences(lambda moved: loss(x, moved, b), w, 1e-5),
        "db": central_differences(lambda moved: loss(x, w, moved), np.array(b), 1e-5),
    }


@pytest.fixture
def answers(student, reference):
    """Return for each of some neurons the student's answer, and the right one, by name."""

    def call(*neurons):
        values = student.neuron_backward.many(neurons)
        right = [reference.neuron_backward(*neuron) for neuron in neurons]
        return [(named(v), named(r)) for v, r in zip(values, right, strict=True)]

    return call


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", NAMES)
def test_values(answers, neuron, name):
    """{name} is right, whatever the number of inputs"""
    for actual, right in answers(neuron(), neuron(2), neuron(6)):
        check_values(actual[name], right[name], name)


@pytest.mark.weight(2)
def test_measured(student, answers, neuron):
    """Right on both sides of zero, far out too: the slopes are those that one can measure"""
    (usual,) = answers(neuron())
    neurons = [neuron(2, z, da) for z, da in ((-0.7, 1.5), (-4.0, -2.0), (9.0, 30.0), (0.6, -1.0))]
    values = student.neuron_backward.many(neurons)
    cases = [(named(v), measured(*n)) for v, n in zip(values, neurons, strict=True)]
    check_also_right(usual, *cases, told=" where z or da has another sign", rtol=1e-5, atol=1e-7)


def test_edges(answers, rng, neuron):
    """Right too for a sum of zero, for a single input, and for integers"""
    x, w = rng.integers(1, 5, (3, 1)), rng.integers(-4, 0, (1, 3))
    zero = rng.normal(0, 1, (2, 1)), np.zeros((1, 2)), 0.0, 1.5
    cases = answers(neuron(), zero, neuron(1), (x, w, 2, 3))
    check_also_right(*cases, told=" for a sum of zero, a single input or integers")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shapes(student, neuron):
    """Dx and dw have the shapes of x and w, and db is one number"""
    for n, value in zip((3, 1), student.neuron_backward.many([neuron(3), neuron(1)]), strict=True):
        answer = named(value)
        check_array(answer["dx"], "dx", (n, 1))
        check_array(answer["dw"], "dw", (1, n))
        check_number(answer["db"], "db")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, neuron):
    """The arguments x and w are as they were"""
    x, w, b, da = neuron()
    seen = student.neuron_backward.observe(x, w, b, da)
    check_unchanged(seen.arguments, {"x": x, "w": w})
