"""Hidden graders of the exercise update_parameters(W1, b1, ..., db2, learning_rate=0.1).

A function without a default rate gets 0.1 where the default is judged.
"""

import pytest

from autograder.checks import check_close, check_unchanged

pytestmark = pytest.mark.exercise("update_parameters")


@pytest.fixture
def arguments(rng, make_network):
    """Make parameters and gradients of random networks."""

    def make(*sizes):
        parameters = make_network(*sizes).parameters
        return parameters | {
            f"d{name}": rng.normal(0, 8, p.shape) for name, p in parameters.items()
        }

    return make


def right(given, learning_rate):
    """Return the parameters after the step."""
    names = ("W1", "b1", "W2", "b2")
    return {name: given[name] - learning_rate * given[f"d{name}"] for name in names}


@pytest.fixture
def check(student, parts, arguments):
    """Compare one step with the right one."""

    def call(learning_rate, *sizes, told=""):
        given = arguments(*sizes)
        value = student.update_parameters(**given, learning_rate=learning_rate)
        expected = right(given, learning_rate)
        actual = parts(value, {name: p.shape for name, p in expected.items()})
        for name, after in expected.items():
            check_close(actual[name], after, name + told)

    return call


@pytest.mark.weight(3)
def test_values(check, rng):
    """Each parameter moves against its own gradient, and keeps its shape"""
    check(float(rng.uniform(0.2, 0.9)))
    check(float(rng.uniform(0.2, 0.9)), 2, 6, 1)


@pytest.mark.weight(2)
def test_learning_rate(check):
    """The learning rate that is passed counts"""
    for learning_rate in (0.01, 1.0, 5.0):
        check(learning_rate, told=" at another rate")


def test_default_rate(student, parts, arguments):
    """Without a learning rate it is 0.1"""
    given = arguments()
    value = student.update_parameters(**given, extras={"learning_rate": 0.1})
    expected = right(given, 0.1)
    actual = parts(value, {name: p.shape for name, p in expected.items()})
    for name, after in expected.items():
        check_close(actual[name], after, f"{name} at the default rate")


@pytest.mark.weight(2)
def test_inputs_stay(student, parts, arguments):
    """The old parameters and the gradients are as they were"""
    given = arguments()
    seen = student.update_parameters.observe(**given, learning_rate=0.3)
    parts(seen.value, {name: given[name].shape for name in ("W1", "b1", "W2", "b2")})
    check_unchanged(seen.arguments, given)
