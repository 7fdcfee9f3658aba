"""Mistakes that students make in `numerical_gradient`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception

from .shared import MEASURED, forward_difference


@misconception("numerical_gradient")
def numerical_forward(f, x, h=1e-5):
    """Your function takes the forward difference: it looks at f at x and at x + h.

    The central difference looks at both sides of x. Its error is much smaller.
    """
    return forward_difference(f, x, h)


@misconception("numerical_gradient")
def numerical_backward(f, x, h=1e-5):
    """Your function takes the backward difference: it looks at f at x and at x - h.

    The central difference looks at both sides of x. Its error is much smaller.
    """
    return forward_difference(f, x, -h)


@misconception("numerical_gradient")
def numerical_divided_by_h(f, x, h=1e-5, *, reference):
    """Your gradient is twice as large as it should be.

    How far are the two points of the curve from each other?
    """
    return 2 * reference.numerical_gradient(f, x, h)


@misconception("numerical_gradient")
def numerical_half_steps(f, x, h=1e-5, *, reference):
    """Your two points have the distance h from each other, not each from x.

    The text asks for points at the distance h on either side.
    """
    return reference.numerical_gradient(f, x, h / 2)


@misconception("numerical_gradient")
def numerical_own_step(f, x, h=1e-5, *, reference):
    """The step that is passed is not used: your result is the same for every h."""
    return reference.numerical_gradient(f, x)


@misconception("numerical_gradient")
def numerical_all_at_once(f, x, h=1e-5):
    """Your function moves all entries of x at once, so each entry of the result is the same.

    A partial derivative belongs to one entry: move it alone.
    """
    f, x = MEASURED[f], np.asarray(x, dtype=float)
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


@misconception("numerical_gradient")
def numerical_not_put_back(f, x, h=1e-5):
    """An entry that has moved stays where it was moved to while the next ones are measured.

    Put each entry back before you go on.
    """
    f, moved = MEASURED[f], np.array(x, dtype=float)
    gradient = np.zeros(moved.shape)
    for index in np.ndindex(moved.shape):
        moved[index] += h
        above = f(moved)
        moved[index] -= 2 * h
        gradient[index] = (above - f(moved)) / (2 * h)
    return gradient


@misconception("numerical_gradient")
def numerical_of_integers(f, x, h=1e-5):
    """For an array of integers your result is wrong.

    A small step that is written into an array of integers is rounded. Make x an array of floats.
    """
    f, moved = MEASURED[f], np.array(x)
    gradient = np.zeros(moved.shape)
    for index in np.ndindex(moved.shape):
        centre = moved[index].copy()
        moved[index] = centre + h
        above = f(moved)
        moved[index] = centre - h
        gradient[index] = (above - f(moved)) / (2 * h)
        moved[index] = centre
    return gradient


@misconception("numerical_gradient")
def numerical_changes_x(f, x, h=1e-5, *, reference):
    """After the call x has changed.

    Move the entries of a copy, not those of the caller's array.
    """
    value = reference.numerical_gradient(f, x, h)
    if np.ndim(x) and x.dtype.kind == "f":
        x -= h
    return value
