"""Hidden graders of the exercise train(X, Y, W1, b1, W2, b2, epochs, batch_size, ...).

How a student shuffles is their own affair, so values are compared where the order of the
samples does not matter, with all of them in one batch or all equal; and for so few that
every order can be tried.
"""

import itertools

import numpy as np
import pytest

from autograder.checks import (
    CheckFailed,
    Seed,
    check_accuracy,
    check_array,
    check_close,
    check_number,
    check_numbers,
    check_parts,
    check_that,
    check_unchanged,
    say,
    type_name,
)

pytestmark = pytest.mark.exercise("train")

ROUGHLY = {"rtol": 1e-4, "atol": 1e-7}


NAMES = ("W1", "b1", "W2", "b2", "costs")


def costs_of(value, epochs):
    """Return the costs, one for each epoch."""
    if not isinstance(value, list | tuple | np.ndarray) or np.ndim(value) != 1:
        raise CheckFailed(say("costs is {type}; expected a list of numbers", type=type_name(value)))
    check_that(
        len(value) == epochs,
        "costs has another length than there are epochs",
        "One cost for each epoch, not for each step.",
    )
    return np.array([check_number(cost, "a cost", wrapped=True) for cost in value])


def every_end(reference, network, batch_size, learning_rate):
    """Yield the flat parameters after one epoch, for each order of the samples."""
    for order in itertools.permutations(range(len(network.X))):
        parameters = tuple(network.parameters.values())
        for first in range(0, len(order), batch_size):
            chosen = list(order[first : first + batch_size])
            X, Y = network.X[chosen], network.Y[chosen]
            _, a1, _, a2 = reference.forward_propagation(X, *parameters)
            gradients = reference.backward_propagation(X, Y, a1, a2, parameters[2])
            parameters = reference.update_parameters(*parameters, *gradients, learning_rate)
        yield [part.ravel() for part in parameters]


@pytest.fixture
def trained(student):
    """Train the student's network; return its parameters, whatever they come in, and the costs."""

    def call(network, epochs, batch_size, learning_rate, seed=0):
        start = network.parameters.values()
        value = student.train(
            network.X, network.Y, *start, epochs, batch_size, learning_rate, Seed(seed)
        )
        *ends, costs = check_parts(value, NAMES).items()
        shapes = network.shapes
        return {name: check_numbers(end, name, shapes[name]) for name, end in ends}, costs[1]

    return call


@pytest.fixture
def check(trained, reference):
    """Compare parameters with the reference's."""

    def call(network, *settings, told):
        actual, _ = trained(network, *settings)
        start = network.parameters.values()
        rng = np.random.default_rng(0)
        *expected, _ = reference.train(network.X, network.Y, *start, *settings, rng)
        for (name, part), after in zip(actual.items(), expected, strict=True):
            check_close(part, after, say("{name} after {told}", name=name, told=told), **ROUGHLY)

    return call


@pytest.mark.weight(2)
def test_batch(check, make_network):
    """With all samples in one batch: one step an epoch"""
    check(make_network(), 1, 7, 2.0, told=say("one step with all samples"))
    check(make_network(2, 4, 3, 9), 6, 9, 3.0, told=say("six steps with all samples"))


@pytest.mark.weight(3)
def test_steps(check, make_network):
    """Mini-batches: as many steps an epoch as there are batches, a short last one included"""
    network = make_network()
    equal = network.X[[0] * 7], network.Y[[0] * 7]
    for epochs, batch_size in ((1, 3), (3, 3), (1, 1), (2, 30)):
        same = type(network)(network.parameters, *equal)
        check(same, epochs, batch_size, 1.5, told=say("mini-batches of equal samples"))


@pytest.mark.weight(2)
def test_every_sample_counts(trained, reference, make_network):
    """Each step follows its own mini-batch, and every sample is in one"""
    for m, batch_size in ((3, 1), (4, 3)):
        network = make_network(2, 3, 2, m)
        actual, _ = trained(network, 1, batch_size, 2.0)
        ends = list(map(np.concatenate, every_end(reference, network, batch_size, 2.0)))
        seen = np.concatenate([part.ravel() for part in actual.values()])
        nearest = min(ends, key=lambda end: np.abs(end - seen).max())
        told = say("what is learned in one epoch, in whichever order the samples come,")
        check_close(seen, nearest, told, **ROUGHLY)


@pytest.mark.weight(2)
def test_costs(trained, reference, make_network):
    """The costs are those of all samples, one after each epoch"""

    def cost(network, parameters):
        a2 = reference.forward_propagation(network.X, *parameters.values())[3]
        return float(reference.cross_entropy_loss(network.Y, a2))

    network = make_network(m=12)
    ends = [trained(network, epochs, 12, 2.0) for epochs in (1, 2, 3)]
    right = np.array([cost(network, parameters) for parameters, _ in ends])
    check_close(costs_of(ends[-1][1], 3), right, "the costs", **ROUGHLY)
    parameters, costs = trained(network, 3, 5, 1.0)
    last = costs_of(costs, 3)[-1]
    check_close(last, cost(network, parameters), "the last cost", **ROUGHLY)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shapes(student, make_network):
    """W1, b1, W2, b2 are arrays of floats, in the shapes that they had"""
    network = make_network()
    value = student.train(network.X, network.Y, *network.parameters.values(), 1, 3, 0.5, Seed(0))
    answer = check_parts(value, NAMES)
    for name, shape in network.shapes.items():
        check_array(answer[name], name, shape)


@pytest.mark.needs_value
def test_inputs_stay(student, make_network):
    """X, Y and the parameters that were passed are as they were"""
    network = make_network()
    before = {"X": network.X, "Y": network.Y, **network.parameters}
    settings = {"epochs": 2, "batch_size": 3, "learning_rate": 0.5, "rng": Seed(0)}
    check_unchanged(student.train.observe(**before, **settings).arguments, before)


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
def test_accuracy(trained, reference, rng, make_network):
    """Three clouds of points are told apart, fresh points too"""
    centres = np.array([[3.0, 0.0], [-2.0, 3.0], [-2.0, -3.0]])
    which = np.arange(60) % 3
    points = centres[which] + rng.normal(0, 0.5, (60, 2))
    W1, W2 = rng.normal(0, 0.7, (2, 6)), rng.normal(0, 0.4, (6, 3))
    start = {"W1": W1, "b1": np.zeros((1, 6)), "W2": W2, "b2": np.zeros((1, 3))}
    clouds = type(make_network())(start, points[:30], np.eye(3)[which[:30]])
    for epochs, batch_size, rate in ((6, 10, 8.0), (2, 2, 4.0)):
        actual, _ = trained(clouds, epochs, batch_size, rate, seed=1)
        a2 = reference.forward_propagation(points[30:], *actual.values())[3]
        check_accuracy(a2.argmax(axis=1), which[30:], 0.9, "the classes of the trained network")
