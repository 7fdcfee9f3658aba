"""Hidden graders of the exercise initialize_parameters(sizes, activation, rng).

Judged by properties: how a student draws is their own affair. Bounds lie six or more standard
deviations out, so that a right answer never fails by chance.
"""

import itertools

import numpy as np
import pytest

from autograder.checks import Seed, check_array, check_numbers, check_that, say

pytestmark = pytest.mark.exercise("initialize_parameters")

LARGE = [250, 110, 180, 90]  # the smallest matrix has 16200 weights: 0.6 % for one deviation
HINT = say("Look at the inputs of each layer, and at the root.")


def shapes(sizes):
    """Return the shape of each parameter."""
    found = {}
    for layer, (n_in, n_out) in enumerate(itertools.pairwise(sizes), start=1):
        found |= {f"W{layer}": (n_in, n_out), f"b{layer}": (1, n_out)}
    return found


@pytest.fixture
def start(student, entries, rng):
    """Call the student's function; return the parameters as arrays, whatever they come in."""

    def call(sizes, activation, seed=None):
        seed = int(rng.integers(1 << 30)) if seed is None else seed
        value = student.initialize_parameters(sizes, activation, Seed(seed))
        named = entries(value, shapes(sizes), say("what is returned"))
        return {
            name: check_numbers(named[name], name, shape) for name, shape in shapes(sizes).items()
        }

    return call


@pytest.mark.weight(2)
@pytest.mark.parametrize(("activation", "mean_square"), [("relu", 0.5), ("tanh", 1.0)])
def test_size(start, activation, mean_square):
    """For {activation}, each layer keeps the mean square: its weights have the right size"""
    parameters = start(LARGE, activation)
    for layer, n_in in enumerate(LARGE[:-1], start=1):
        grown = n_in * np.mean(parameters[f"W{layer}"] ** 2) * mean_square
        name = f"W{layer}"
        check_that(grown < 1.08, say("the weights of {name} are too large", name=name), HINT)
        check_that(grown > 0.92, say("the weights of {name} are too small", name=name), HINT)


@pytest.mark.weight(1.5)
def test_normal(start):
    """The weights are small draws of a normal distribution, around 0"""
    for name, value in start(LARGE, "relu").items():
        if name.startswith("W") and np.any(value):
            size = np.sqrt(np.mean(value**2))  # 0.15 is right; a draw that nobody scaled has 1
            check_that(size < 0.5, say("the weights of {name} are too large", name=name), HINT)
            scaled = value / size
            many = np.sqrt(value.size)
            inside = np.mean(np.abs(scaled) < 1), np.mean(np.abs(scaled) < 2)
            is_normal = abs(inside[0] - 0.6827) < 3.5 / many and abs(inside[1] - 0.9545) < 2 / many
            check_that(is_normal, say("{name} is not drawn from a normal distribution", name=name))
            check_that(abs(scaled.mean()) < 6 / many, say("the mean of {name} is not 0", name=name))
        check_that(name.startswith("b") or np.any(value), say("{name} is all 0", name=name))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_biases_are_zero(start):
    """All biases begin at 0"""
    for name, value in start([4, 6, 3, 2], "tanh").items():
        check_that(name.startswith("W") or not np.any(value), say("{name} is not 0", name=name))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_draws_of_their_own(start):
    """Each weight is a draw of its own, in every layer"""
    parameters = start([6, 6, 6, 6], "relu")
    weights = np.concatenate([parameters[f"W{layer}"].ravel() for layer in (1, 2, 3)])
    different = len(np.unique(weights / np.abs(weights).max()))
    check_that(different == weights.size, "some weights are the same as others")


@pytest.mark.needs_value
def test_random_source(start):
    """The same seed gives the same weights, and another seed gives others"""
    first, again, other = (start([4, 3, 2], "relu", seed) for seed in (3, 3, 4))
    same = all(np.array_equal(first[name], again[name]) for name in first)
    check_that(same, "the same seed gives other weights", "Draw from rng, and from nothing else.")
    for name in ("W1", "W2"):
        differs = not np.array_equal(first[name], other[name])
        check_that(
            differs,
            say("two seeds give the same {name}", name=name),
            "Draw from the rng that is passed.",
        )


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shapes(student, entries):
    """A weight matrix and a row of biases for each layer, as floats, whatever the sizes"""
    for sizes in ([3, 5, 2], [4, 2], [1, 1, 1, 3]):
        value = student.initialize_parameters(sizes, "relu", Seed(1))
        named = entries(value, shapes(sizes), say("what is returned"))
        for name, shape in shapes(sizes).items():
            check_array(named[name], name, shape)
