"""Mistakes that students make in `unbroadcast`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("unbroadcast")
def unbroadcast_mean(grad, shape, *, reference):
    """Your function takes the mean over the places where an entry was used.

    If an entry grows, the cost grows in each of these places, and all of this counts. It is their
    sum.
    """
    return reference.unbroadcast(grad, shape) * (np.prod(shape) / grad.size)


@misconception("unbroadcast")
def unbroadcast_first(grad, shape):
    """Your function takes the gradient of one place only, not of all where an entry was used."""
    grad = grad[(0,) * (grad.ndim - len(shape))]
    return grad[tuple(slice(0, 1) if n == 1 else slice(None) for n in shape)]


@misconception("unbroadcast")
def unbroadcast_nothing(grad, shape):
    """Your function returns grad as it came, in the shape after broadcasting."""
    return grad


@misconception("unbroadcast")
def unbroadcast_without_keepdims(grad, shape, *, reference):
    """Axes of length 1 are missing in your result.

    NumPy's sum removes the axis that it goes along, unless `keepdims` says otherwise.
    """
    return np.squeeze(reference.unbroadcast(grad, shape))


@misconception("unbroadcast")
def unbroadcast_only_added(grad, shape):
    """Your function sums over axes that were added, but not over those that were stretched.

    Where `shape` says 1, one entry was used several times, too.
    """
    return grad.sum(axis=tuple(range(grad.ndim - len(shape))))


@misconception("unbroadcast")
def unbroadcast_only_stretched(grad, shape):
    """Your function sums over axes that were stretched, but not over those that were added.

    Broadcasting also puts new axes in front. grad has more axes than `shape` then.
    """
    for axis, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(axis=axis - len(shape), keepdims=True)
    return grad


@misconception("unbroadcast")
def unbroadcast_other_axis(grad, shape):
    """Of two axes, your function sums over the one that was not stretched.

    `axis=1` means: along a row, over all columns.
    """
    if grad.ndim == len(shape) == 2:
        for axis, length in enumerate(shape):
            if length == 1:
                grad = grad.sum(axis=1 - axis, keepdims=True)
        return grad
    axes = tuple(range(grad.ndim - len(shape)))
    stretched = tuple(axis for axis, length in enumerate(shape) if length == 1)
    return grad.sum(axis=axes).sum(axis=stretched, keepdims=True)


@misconception("unbroadcast")
def unbroadcast_everything(grad, shape):
    """Your function adds up everything as soon as something was broadcast."""
    return grad if grad.shape == shape else np.full(shape, grad.sum())


@misconception("unbroadcast")
def unbroadcast_appended(grad, shape):
    """Your function sums over the last axes where broadcasting has added the first ones.

    Shapes are compared from the right: (3, 5) and (5,) fit, and a new axis comes on the left.
    """
    for _ in range(grad.ndim - len(shape)):
        grad = grad.sum(axis=-1)
    stretched = tuple(axis for axis, length in enumerate(shape) if length == 1)
    return grad.sum(axis=stretched, keepdims=True)
