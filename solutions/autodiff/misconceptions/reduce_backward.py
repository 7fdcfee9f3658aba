"""Mistakes that students make in `reduce_backward`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("reduce_backward")
def reduce_mean_of_all(operation, grad, x, axis, *, reference):
    """For a mean over one axis you divide by the number of all entries.

    How many entries does one mean have?
    """
    if operation == "mean":
        return grad * np.ones_like(x) / x.size
    return reference.reduce_backward(operation, grad, x, axis)


@misconception("reduce_backward")
def reduce_mean_of_other_axis(operation, grad, x, axis, *, reference):
    """For a mean over one axis you divide by the length of the other one.

    A mean over axis 0 goes down a column: it has as many entries as there are rows.
    """
    if operation == "mean" and axis is not None:
        return grad * np.ones_like(x) / x.shape[1 - axis]
    return reference.reduce_backward(operation, grad, x, axis)


@misconception("reduce_backward")
def reduce_mean_is_sum(operation, grad, x, axis, *, reference):
    """Your rule for the mean is that of the sum: it is not divided by the number of entries."""
    operation = "sum" if operation == "mean" else operation
    return reference.reduce_backward(operation, grad, x, axis)


@misconception("reduce_backward")
def reduce_not_spread(operation, grad, x, axis, *, reference):
    """For the sum, your gradient has the shape of grad, not that of x.

    Every entry of x gets a gradient of its own.
    """
    if operation == "sum":
        return grad
    return reference.reduce_backward(operation, grad, x, axis)


@misconception("reduce_backward")
def reduce_max_of_all(operation, grad, x, axis, *, reference):
    """Your rule for a maximum over one axis finds the largest entry of all only.

    Each column, or each row, has a largest entry of its own.
    """
    if operation == "max":
        return grad * (x == x.max())
    return reference.reduce_backward(operation, grad, x, axis)


@misconception("reduce_backward")
def reduce_max_is_sum(operation, grad, x, axis, *, reference):
    """Your rule for the maximum hands on to every entry.

    If an entry that is not the largest grows a little, does the maximum change?
    """
    operation = "sum" if operation == "max" else operation
    return reference.reduce_backward(operation, grad, x, axis)


@misconception("reduce_backward")
def reduce_max_value(operation, grad, x, axis, *, reference):
    """Your rule for the maximum multiplies by the largest entry itself.

    If the largest entry grows by a little, the maximum grows by just as much.
    """
    value = reference.reduce_backward(operation, grad, x, axis)
    return value * x if operation == "max" else value


@misconception("reduce_backward")
def reduce_other_axis_of_max(operation, grad, x, axis, *, reference):
    """Your rule for the maximum compares along the other axis."""
    if operation == "max" and axis is not None:
        return grad * (x == x.max(axis=1 - axis, keepdims=True))
    return reference.reduce_backward(operation, grad, x, axis)


@misconception("reduce_backward")
def reduce_ignores_grad(operation, grad, x, axis, *, reference):
    """Your gradients are the local derivatives alone.

    The chain rule multiplies them by what arrives, grad.
    """
    return reference.reduce_backward(operation, np.ones_like(grad), x, axis)
