"""Mistakes that students make in `compute_cost`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("compute_cost")
def cost_is_sum(A2, Y, *, reference):
    """Your cost is the sum of the losses, not their mean.

    A sum grows with the number of samples, so you could not compare the costs of different batches.
    If you do divide by m, look at m: each sample is a column.
    """
    return Y.shape[1] * reference.compute_cost(A2, Y)


@misconception("compute_cost")
def cost_divides_by_400(A2, Y, *, reference):
    """Your cost divides by 400, whatever the number of samples is.

    That is right for the flower, but for no other batch. Read the number of samples from the shape
    of an argument.
    """
    return reference.compute_cost(A2, Y) * Y.shape[1] / 400


@misconception("compute_cost")
def cost_halved(A2, Y, *, reference):
    """Your cost is half of what it should be: it probably divides by 2m.

    Such a 2 belongs to the squared error, where it cancels in the derivative. The cross-entropy has
    no square, and divides by m alone.
    """
    return reference.compute_cost(A2, Y) / 2


@misconception("compute_cost")
def cost_without_minus(A2, Y, *, reference):
    """Your cost has the wrong sign.

    The logarithm of a probability is negative. The minus in front of the formula makes the cost
    positive, so that a smaller cost means a better network.
    """
    return -reference.compute_cost(A2, Y)


@misconception("compute_cost")
def cost_with_minus_between(A2, Y):
    """Your two terms have opposite signs: one makes the cost larger, the other makes it smaller.

    In the formula the minus stands in front of a bracket that holds both terms, so it applies to
    both. Check the sign between the terms, and the brackets.
    """
    return -np.mean(Y * np.log(A2) - (1 - Y) * np.log(1 - A2))


@misconception("compute_cost")
def cost_of_class_one_only(A2, Y):
    """Your cost counts only the samples of class 1; all others add zero.

    For y = 0 the first term of the formula is zero, and the second term gives the loss. Without it,
    a network that always answers 1 would look perfect.
    """
    return -np.mean(Y * np.log(A2))


@misconception("compute_cost")
def cost_is_squared_error(A2, Y):
    """Your cost is the mean squared error, but the exercise asks for the cross-entropy.

    After a sigmoid, the slope of the squared error is nearly zero for a confident mistake, so the
    network would learn least from its worst errors. The logarithms make that slope steep.
    """
    return np.mean((A2 - Y) ** 2)


@misconception("compute_cost")
def cost_is_nan(A2, Y, *, reference):
    """Your cost is NaN: probably a logarithm gets a negative number.

    All outputs lie between 0 and 1. Look at what each of the two logarithms gets, and at the order
    of the numbers in the subtraction: both must be positive.
    """
    return np.log(-1.0) * reference.compute_cost(A2, Y)


@misconception("compute_cost")
def cost_is_matrix(A2, Y, *, reference):
    """Your cost is an array of shape (1, 1), not a number.

    Probably it comes from a matrix product: a row times a column is a matrix, even with a single
    entry. Take the number out of it.
    """
    return np.array([[reference.compute_cost(A2, Y)]])


@misconception("compute_cost")
def cost_clips_too_early(A2, Y, *, reference):
    """Your cost keeps A2 at least 0.001 away from 0 and 1, and that is too far.

    It makes confident mistakes much cheaper than they are. If you want to avoid log(0), choose a
    limit that is far smaller than any output that you expect.
    """
    return reference.compute_cost(np.clip(A2, 1e-3, 1 - 1e-3), Y)


@misconception("compute_cost")
def cost_mixes_samples(A2, Y):
    """Your cost combines the label of each sample with the output of every sample.

    A column times a row gives an (m, m) matrix of all pairs, and it seems that you add up all of
    it. Each label belongs to one output only: multiply entry by entry, or multiply a row by a
    column.
    """
    pairs = Y.T @ np.log(A2) + (1 - Y).T @ np.log(1 - A2)
    return -np.sum(pairs) / Y.shape[1]


@misconception("compute_cost")
def cost_negates_booleans(A2, Y, *, reference):
    """Your cost stops with TypeError if the labels are True and False, not numbers.

    Probably it computes -Y, or subtracts booleans from booleans. NumPy does not allow that (`1 - Y`
    is allowed). Put the minus in front of the terms, where the formula has it.
    """
    return reference.compute_cost(A2, -1.0 * np.negative(Y))


@misconception("compute_cost")
def cost_needs_two_samples(A2, Y, *, reference):
    """Your cost stops with TypeError if there is only one sample.

    Probably you squeeze the arrays first: np.squeeze removes every axis of length 1. With one
    sample no axis is left, and a bare number has no length and no entries. Keep the arrays
    two-dimensional.
    """
    m = len(np.squeeze(Y))
    return reference.compute_cost(A2, Y) * Y.shape[1] / m


@misconception("compute_cost")
def cost_of_class_zero_only(A2, Y):
    """Your cost counts only the samples of class 0; all others add zero.

    For y = 1 the second term of the formula is zero, and the first term gives the loss. Without it,
    a network that always answers 0 would look perfect.
    """
    return -np.mean((1 - Y) * np.log(1 - A2))


@misconception("compute_cost")
def cost_with_log_a2_twice(A2, Y):
    """Your cost is the mean of -log(A2), whatever the labels are.

    Perhaps both terms have log(A2): then the labels cancel. For y = 0 the probability of what
    happened is 1 - A2, so the second term needs log(1 - A2).
    """
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(A2))


@misconception("compute_cost")
def cost_with_labels_exchanged(A2, Y, *, reference):
    """Your cost belongs to the opposite labels: it is small if the network is wrong.

    Multiply log(a2) by y, and log(1 - a2) by 1 - y.
    """
    return reference.compute_cost(A2, 1 - Y)


@misconception("compute_cost")
def cost_averages_second_term_only(A2, Y):
    """Your cost divides only the second of its two terms by m.

    A division only applies to what stands directly before it. The bracket in the formula holds both
    terms: add first, then divide.
    """
    return -(np.sum(Y * np.log(A2)) + np.sum((1 - Y) * np.log(1 - A2)) / Y.shape[1])


@misconception("compute_cost")
def cost_of_each_sample(A2, Y):
    """Your cost is an array with one number for each sample; these numbers are not added up.

    The cost of a batch is one number: the mean of the losses of its samples.
    """
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


@misconception("compute_cost")
def cost_changes_a2(A2, Y, *, reference):
    """After the call, A2 has changed.

    Python does not copy an array that is passed to a function. This one is in the cache as well,
    and the backward pass takes it from there. Make new arrays.
    """
    cost = reference.compute_cost(A2, Y)
    A2 *= 0.5
    return cost
