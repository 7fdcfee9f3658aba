"""Mistakes that students make in `binary_backward`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("binary_backward")
def binary_without_unbroadcast(operation, grad, a, b):
    """Your gradients have the shape of grad, also where an input had another one.

    Where an input was broadcast, its gradient must be brought back to its own shape.
    """
    if operation == "add":
        return grad, grad
    if operation == "subtract":
        return grad, -grad
    if operation == "multiply":
        return grad * b, grad * a
    return grad / b, -grad * a / b**2


@misconception("binary_backward")
def binary_product_swapped(operation, grad, a, b, *, reference):
    """In the product, each input's own value stands where the other one's should.

    How fast does a·b grow with a?
    """
    da, db = reference.binary_backward(operation, grad, a, b)
    if operation == "multiply":
        own = (reference.unbroadcast(grad * x, np.shape(x)) for x in (a, b))
        return tuple(own)
    return da, db


@misconception("binary_backward")
def binary_difference_without_minus(operation, grad, a, b, *, reference):
    """In the difference a - b, the gradient of b has the wrong sign.

    If b grows, a - b becomes smaller.
    """
    da, db = reference.binary_backward(operation, grad, a, b)
    return da, (-db if operation == "subtract" else db)


@misconception("binary_backward")
def binary_quotient_without_minus(operation, grad, a, b, *, reference):
    """In the quotient a / b, the gradient of b has the wrong sign.

    For positive numbers: if b grows, a / b becomes smaller.
    """
    da, db = reference.binary_backward(operation, grad, a, b)
    return da, (-db if operation == "divide" else db)


@misconception("binary_backward")
def binary_quotient_without_square(operation, grad, a, b, *, reference):
    """In the quotient a / b, the gradient of b is divided by b only once.

    Write a / b as a times b to the power of -1. What is the derivative of this power?
    """
    da, db = reference.binary_backward(operation, grad, a, b)
    if operation == "divide":
        db = reference.unbroadcast(-grad * a / b, np.shape(b))
    return da, db


@misconception("binary_backward")
def binary_quotient_as_product(operation, grad, a, b, *, reference):
    """In the quotient a / b, the gradient of b is the one of a product."""
    da, db = reference.binary_backward(operation, grad, a, b)
    if operation == "divide":
        db = reference.unbroadcast(grad * a, np.shape(b))
    return da, db


@misconception("binary_backward")
def binary_ignores_grad(operation, grad, a, b, *, reference):
    """Your gradients are the local derivatives alone.

    The chain rule multiplies them by what arrives, grad.
    """
    return reference.binary_backward(operation, np.ones_like(grad), a, b)


@misconception("binary_backward")
def binary_swapped(operation, grad, a, b, *, reference):
    """Your two gradients have changed places."""
    return reference.binary_backward(operation, grad, a, b)[::-1]


@misconception("binary_backward")
def binary_writes_into_grad(operation, grad, a, b, *, reference):
    """After the call, grad has changed.

    `*=` and similar operators write into the caller's own array.
    """
    value = reference.binary_backward(operation, grad.copy(), a, b)
    grad *= 2
    return value
