"""Mistakes that students make in `compute_cost`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("compute_cost")
def cost_summed(A, Y, *, reference):
    """Your cost is a sum over the samples; it should be their mean.

    A sum grows with the number of samples, so you could not compare the costs of different sets.
    (len(Y) is the number of rows, and Y has only one.)
    """
    return reference.compute_cost(A, Y) * Y.shape[1]


@misconception("compute_cost")
def cost_without_minus(A, Y, *, reference):
    """Your cost is negative: the minus sign is missing.

    The logarithm of a probability is negative. With the minus, a smaller cost is better.
    """
    return -reference.compute_cost(A, Y)


@misconception("compute_cost")
def cost_not_clipped(A, Y):
    """Your cost is infinite or NaN if a probability is exactly 0 or 1.

    The logarithm of 0 is minus infinity. Keep probabilities away from 0 and 1, or let your function
    loss do it.
    """
    with np.errstate(all="ignore"):
        return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


@misconception("compute_cost")
def cost_of_class_one_only(A, Y, *, reference):
    """Samples of class 0 cost nothing in your function, whatever the answer is.

    If Y is 0, Y * log(A) is 0. The formula has a second term for these samples.
    """
    return np.mean(Y * reference.loss(A, Y))


@misconception("compute_cost")
def cost_in_an_array(A, Y, *, reference):
    """Your cost is an array of shape (1, 1), not a number.

    Probably it comes from a product of matrices, or from a sum with keepdims. The array's method
    item() returns the number.
    """
    return np.array([[reference.compute_cost(A, Y)]])


@misconception("compute_cost")
def cost_with_one_axis(A, Y, *, reference):
    """Your cost is an array of shape (1,), not a number.

    Probably the sum goes along one axis only, and the other axis is left. A sum without an axis
    adds up all entries.
    """
    return np.array([reference.compute_cost(A, Y)])


@misconception("compute_cost")
def cost_for_each_sample(A, Y, *, reference):
    """Your function returns the loss of each sample, not one number for all samples.

    The cost is the mean of these losses.
    """
    return reference.loss(A, Y)


@misconception("compute_cost")
def cost_clips_coarsely(A, Y, *, reference):
    """All very sure answers cost the same in your function: it clips too early.

    The number that keeps probabilities away from 0 and 1 must be as small as the text says.
    """
    return reference.compute_cost(np.clip(A, 1e-5, 1 - 1e-5), Y)


@misconception("compute_cost")
def cost_squared(A, Y):
    """Your function computes half the mean squared error.

    For probabilities the text derives another loss. It also shows where the squared error has no
    slope.
    """
    return np.mean((A - Y) ** 2) / 2
