"""What the hidden graders of autodiff share: inputs, measured gradients, and parts of answers."""

import itertools

import numpy as np
import pytest

from autograder.checks import (
    CheckFailed,
    central_differences,
    check_array,
    check_number,
    check_pair,
    check_that,
    check_values,
)


@pytest.fixture
def measured():
    """Measure the gradient of sum(grad * operation(x)) at x, by central differences."""

    def measure(operation, grad, x):
        return central_differences(lambda moved: float(np.sum(grad * operation(moved))), x, 1e-6)

    return measure


@pytest.fixture
def away(rng):
    """Draw an array of numbers between 0.5 and 2 in size, of either sign."""

    def draw(*shape):
        return rng.uniform(0.5, 2.0, shape) * rng.choice([-1.0, 1.0], shape)

    return draw


@pytest.fixture
def check_measured(measured):
    """Check one gradient of a pair against central differences in one of the two inputs."""

    def check(function, calls, operation, name, names):
        """Each call is (grad, a, b); `operation` makes an array of a and b."""
        values = [check_pair(value, names) for value in function(calls)]
        for (first, second), (grad, a, b) in zip(values, calls, strict=True):
            if name == names[0]:
                right = measured(lambda x, b=b: operation(x, b), grad, a)
                check_values(first, right, name, rtol=1e-6, atol=1e-7)
            else:
                right = measured(lambda x, a=a: operation(a, x), grad, b)
                check_values(second, right, name, rtol=1e-6, atol=1e-7)

    return check


@pytest.fixture
def take_verdict():
    """Take the answer of a gradient check: True or False."""

    def take(value):
        if isinstance(value, np.ndarray | np.generic) and np.ndim(value) == 0:
            value = value.item()
        if value is not True and value is not False:
            raise CheckFailed("the answer is neither True nor False")
        return value

    return take


@pytest.fixture
def take_order():
    """Take an order of nodes: a list, a tuple or an array of whole numbers."""

    def take(value):
        if isinstance(value, np.ndarray) and value.ndim == 1:
            value = value.tolist()
        if not isinstance(value, list | tuple):
            raise CheckFailed("the order is not a list of node numbers")
        return [int(check_number(node, "a node")) for node in value]

    return take


@pytest.fixture
def make_network(rng):
    """Make parameters with non-zero biases, samples in columns and their one-hot labels."""

    def make(*sizes, m=7):
        parameters = {}
        for layer, (n_in, n_out) in enumerate(itertools.pairwise(sizes), start=1):
            parameters[f"W{layer}"] = rng.normal(0, 0.9, (n_out, n_in))
            parameters[f"b{layer}"] = rng.uniform(0.3, 1.2, (n_out, 1))  # no layer is switched off
        labels = rng.permutation(np.arange(m) % sizes[-1])
        return parameters, rng.normal(0, 1.0, (sizes[0], m)), np.eye(sizes[-1])[labels].T

    return make


@pytest.fixture
def parts():
    """Take cost and gradients apart: a dict with "cost" and what the dict of gradients holds."""

    def take(value):
        cost, gradients = check_pair(value, ("cost", "gradients"))
        if not isinstance(gradients, dict):
            raise CheckFailed("the gradients are not a dict")
        return {"cost": cost} | gradients

    return take


@pytest.fixture
def entry():
    """Return a part of an answer by its name, which must be there."""

    def get(answer, name):
        if name not in answer:
            raise CheckFailed("an entry of the gradients is missing")
        return answer[name]

    return get


@pytest.fixture
def check_shapes():
    """Check that a cost is one number, and each gradient an array in its parameter's shape."""

    def check(value, parameters):
        check_that(isinstance(value, tuple | list) and len(value) == 2, "two values are expected")
        check_number(value[0], "the cost")
        check_that(isinstance(value[1], dict), "the gradients are not a dict")
        for name, parameter in parameters.items():
            check_array(value[1].get(f"d{name}"), f"d{name}", parameter.shape)

    return check
