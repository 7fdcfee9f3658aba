"""The bundled course's own gradients, compared with numerical slopes of its own costs.

Hidden tests compare with the reference's gradients, so these have to be right.
"""

from pathlib import Path

import numpy as np
import pytest

from autograder.checks import check_gradient
from autograder.reference import Reference

SOLUTIONS = Path(__file__).parents[3] / "solutions"


@pytest.fixture(scope="module")
def course():
    """Return the reference of an assignment."""
    return lambda name: Reference(SOLUTIONS / name / f"{name}.ipynb")


@pytest.fixture
def draw():
    """Draw arrays of normal numbers by their names and shapes."""
    rng = np.random.default_rng(3)
    return lambda **shapes: {name: rng.normal(0, 0.9, shape) for name, shape in shapes.items()}


def named(values, names):
    """Return gradients by their names."""
    return {f"d{name}": np.asarray(value) for name, value in zip(names, values, strict=True)}


def test_shallow_network(course, draw):
    """The gradients of backward_propagation are slopes of compute_cost."""
    reference = course("shallow_network")
    p = draw(W1=(4, 3), b1=(4, 1), W2=(1, 4), b2=(1, 1))
    X, Y = draw(X=(3, 6))["X"], np.array([[1, 0, 1, 1, 0, 0]])

    def cost(parameters):
        return reference.compute_cost(reference.forward_propagation(X, parameters)[0], Y)

    _, cache = reference.forward_propagation(X, p)
    check_gradient(cost, at=p, analytic=reference.backward_propagation(p, cache, X, Y))


def test_logistic_regression(course, draw):
    """The gradients of propagate are slopes of the mean loss, and equal those of its loop."""
    reference = course("logistic_regression")
    p = draw(w=(3, 1), b=())
    X, Y = draw(X=(3, 6))["X"], np.array([[1, 0, 1, 1, 0, 0]])

    def cost(parameters):
        z = parameters["w"].T @ X + parameters["b"]
        return np.mean(reference.loss(reference.sigmoid(z), Y))

    for function in (reference.propagate, reference.propagate_loop):
        gradients = named(function(p["w"], float(p["b"]), X, Y)[1:], "wb")
        check_gradient(cost, at=p, analytic=gradients)


def test_gradient_descent(course, draw):
    """All three gradients are the slopes of their costs."""
    reference = course("gradient_descent")
    X, y = draw(X=(6, 3))["X"], np.array([[1, 0, 1, 1, 0, 0]]).T
    line = draw(w=(3, 1), b=())

    def squared(p):
        return reference.mean_squared_error(y, X @ p["w"] + p["b"])

    def entropy(p):
        return reference.cross_entropy_loss(y, reference.sigmoid(X @ p["w"] + p["b"]))

    arguments = X, y, line["w"], float(line["b"])
    gradients = named(reference.linear_gradients(*arguments), "wb")
    check_gradient(squared, at=line, analytic=gradients)
    gradients = named(reference.logistic_gradients(*arguments), "wb")
    check_gradient(entropy, at=line, analytic=gradients)

    p = draw(W1=(3, 4), b1=(1, 4), W2=(4, 2), b2=(1, 2))
    Y = np.hstack([y, 1 - y])

    def of_network(p):
        return reference.cross_entropy_loss(Y, reference.forward_propagation(X, *p.values())[3])

    _, a1, _, a2 = reference.forward_propagation(X, *p.values())
    gradients = named(reference.backward_propagation(X, Y, a1, a2, p["W2"]), p)
    check_gradient(of_network, at=p, analytic=gradients)


def test_autodiff(course, draw):
    """The engine's gradients and those by hand equal the slopes of the cost."""
    reference = course("autodiff")
    p = draw(W1=(4, 3), b1=(4, 1), W2=(5, 4), b2=(5, 1), W3=(2, 5), b3=(2, 1))
    X, Y = draw(X=(3, 6))["X"], np.eye(2)[[0, 1, 1, 0, 1, 0]].T

    def cost(parameters):
        return reference.hand_gradients(parameters, X, Y)[0]

    by_hand, by_engine = reference.hand_gradients(p, X, Y), reference.engine_gradients(p, X, Y)
    check_gradient(cost, at=p, analytic=by_hand[1])
    assert by_engine[0] == pytest.approx(by_hand[0], rel=1e-14)
    for name, gradient in by_hand[1].items():
        np.testing.assert_allclose(by_engine[1][name], gradient, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("activation", ["relu", "tanh", "softplus"])
def test_penalty_of_autodiff(course, draw, activation):
    """With each activation function and a penalty, the engine's gradients are slopes too."""
    reference = course("autodiff")
    p = draw(W1=(4, 3), b1=(4, 1), W2=(2, 4), b2=(2, 1))
    given = draw(X=(3, 5))["X"], np.eye(2)[[0, 1, 1, 0, 1]].T, activation, 0.3

    def cost(parameters):
        return reference.engine_gradients(parameters, *given)[0]

    check_gradient(cost, at=p, analytic=reference.engine_gradients(p, *given)[1])
