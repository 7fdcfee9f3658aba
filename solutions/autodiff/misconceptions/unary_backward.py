"""Mistakes that students make in `unary_backward`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("unary_backward")
def unary_tanh_of_input(operation, grad, x, *, reference):
    """Your slope of tanh is 1 - x², with x itself.

    1 - a² is right if a is the *result* of tanh.
    """
    return (
        grad * (1 - x**2) if operation == "tanh" else reference.unary_backward(operation, grad, x)
    )


@misconception("unary_backward")
def unary_tanh_is_sigmoid(operation, grad, x, *, reference):
    """Your slope of tanh is a(1 - a), which belongs to the sigmoid."""
    if operation == "tanh":
        return grad * np.tanh(x) * (1 - np.tanh(x))
    return reference.unary_backward(operation, grad, x)


@misconception("unary_backward")
def unary_relu_value(operation, grad, x, *, reference):
    """For ReLU you multiply by its value, not by its slope.

    To the right of 0, ReLU is a straight line. What is its slope?
    """
    if operation == "relu":
        return grad * np.maximum(x, 0)
    return reference.unary_backward(operation, grad, x)


@misconception("unary_backward")
def unary_relu_of_grad(operation, grad, x, *, reference):
    """For ReLU you let positive gradients through, wherever x is.

    ReLU is open where x is positive. The sign of grad does not matter.
    """
    if operation == "relu":
        return np.maximum(grad, 0)
    return reference.unary_backward(operation, grad, x)


@misconception("unary_backward")
def unary_relu_at_zero(operation, grad, x, *, reference):
    """At exactly x = 0, your slope of ReLU is not 0, as the text asks."""
    if operation == "relu":
        return grad * (x >= 0)
    return reference.unary_backward(operation, grad, x)


@misconception("unary_backward")
def unary_softplus_overflow(operation, grad, x, *, reference):
    """Your slope of softplus is NaN where x is large.

    There both the numerator and the denominator are infinite. Divide both by e to the x on paper.
    """
    if operation == "softplus":
        return grad * np.exp(x) / (1 + np.exp(x))
    return reference.unary_backward(operation, grad, x)


@misconception("unary_backward")
def unary_softplus_without_chain(operation, grad, x, *, reference):
    """Your slope of softplus is that of the logarithm alone.

    The chain rule also asks for the derivative of what is inside.
    """
    if operation == "softplus":
        return grad / (1 + np.exp(x))
    return reference.unary_backward(operation, grad, x)


@misconception("unary_backward")
def unary_log_is_log(operation, grad, x, *, reference):
    """For the logarithm you multiply by its value, not by its slope."""
    if operation == "log":
        return grad * np.log(x)
    return reference.unary_backward(operation, grad, x)


@misconception("unary_backward")
def unary_exp_of_power(operation, grad, x, *, reference):
    """Your slope of e to the x follows the rule for powers, x times e to the (x - 1).

    Here x is the exponent, not the base.
    """
    if operation == "exp":
        return grad * x * np.exp(x - 1)
    return reference.unary_backward(operation, grad, x)


@misconception("unary_backward")
def unary_ignores_grad(operation, grad, x, *, reference):
    """Your gradients are the slopes alone.

    The chain rule multiplies them by what arrives, grad.
    """
    return reference.unary_backward(operation, np.ones_like(grad), x)
