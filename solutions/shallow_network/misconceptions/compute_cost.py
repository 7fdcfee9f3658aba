"""Mistakes that students make in `compute_cost`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("compute_cost")
def cost_is_sum(A2, Y, *, reference):
    """Your cost is the sum of the losses, not their mean.

    A sum grows with the number of samples, so costs of different batches could not be compared.
    If you do divide by m, look at m: a sample is a column.
    """
    return Y.shape[1] * reference.compute_cost(A2, Y)


@misconception("compute_cost")
def cost_divides_by_400(A2, Y, *, reference):
    """Your cost divides by 400, however many samples there are.

    That is right for the flower and for no other batch. Read the number of samples from the
    shape of an argument.
    """
    return reference.compute_cost(A2, Y) * Y.shape[1] / 400


@misconception("compute_cost")
def cost_halved(A2, Y, *, reference):
    """Your cost is half of what it should be: it probably divides by 2m.

    Such a 2 belongs to the squared error, where it cancels when you take the derivative. The
    cross-entropy has no square, and divides by m alone.
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
    """Your two terms have opposite signs: one counts for the cost, the other against it.

    In the formula the minus stands before a bracket that holds both terms, so it is for both.
    Check the sign between the terms, and the brackets.
    """
    return -np.mean(Y * np.log(A2) - (1 - Y) * np.log(1 - A2))


@misconception("compute_cost")
def cost_of_class_one_only(A2, Y):
    """Your cost counts only the samples of class 1; all others add zero.

    For y = 0 the first term of the formula is zero, and the second one must do the work.
    Without it, a network that always answers 1 would look perfect.
    """
    return -np.mean(Y * np.log(A2))


@misconception("compute_cost")
def cost_is_squared_error(A2, Y):
    """Your cost is the mean squared error, but the exercise asks for the cross-entropy.

    For a confident mistake the slope of the squared error after a sigmoid is nearly zero, so
    the worst errors would teach the least. The logarithms make that slope steep.
    """
    return np.mean((A2 - Y) ** 2)


@misconception("compute_cost")
def cost_is_nan(A2, Y, *, reference):
    """Your cost is NaN: probably a logarithm gets a negative number.

    All outputs lie between 0 and 1. Look at what stands inside each of the two logarithms, and
    at the order of the numbers in the subtraction: both must be positive.
    """
    return np.log(-1.0) * reference.compute_cost(A2, Y)


@misconception("compute_cost")
def cost_is_matrix(A2, Y, *, reference):
    """Your cost is an array of shape (1, 1), not a number.

    Probably it comes from a matrix product: a row times a column is a matrix, even if it has
    one entry only. Take the number out of it.
    """
    return np.array([[reference.compute_cost(A2, Y)]])


@misconception("compute_cost")
def cost_clips_too_early(A2, Y, *, reference):
    """Your cost limits how near A2 may come to 0 and to 1, and the limit of 0.001 is too far.

    It makes confident mistakes much cheaper than they are. If you want to be safe from log(0),
    choose a limit that is far smaller than any output to be expected.
    """
    return reference.compute_cost(np.clip(A2, 1e-3, 1 - 1e-3), Y)


@misconception("compute_cost")
def cost_mixes_samples(A2, Y):
    """Your cost combines the label of each sample with the output of every sample.

    A column times a row gives an (m, m) matrix of all pairs, and it seems that all of it is
    added up. Each label belongs to one output only: multiply entry by entry, or use a row times
    a column.
    """
    pairs = Y.T @ np.log(A2) + (1 - Y).T @ np.log(1 - A2)
    return -np.sum(pairs) / Y.shape[1]


@misconception("compute_cost")
def cost_negates_booleans(A2, Y, *, reference):
    """Your cost stops with TypeError where the labels are True and False, not numbers.

    Probably it negates Y, or subtracts booleans from booleans. NumPy does not allow that (`1 - Y`
    is allowed). Take a minus before Y out of the terms, to where it stands in the formula.
    """
    return reference.compute_cost(A2, -1.0 * np.negative(Y))


@misconception("compute_cost")
def cost_needs_two_samples(A2, Y, *, reference):
    """Your cost stops with TypeError where there is a single sample.

    Probably the arrays are squeezed first: np.squeeze removes every axis of length 1. With one
    sample no axis is left, and a bare number has no length and no entries. Keep the arrays
    two-dimensional.
    """
    m = len(np.squeeze(Y))
    return reference.compute_cost(A2, Y) * Y.shape[1] / m


@misconception("compute_cost")
def cost_of_class_zero_only(A2, Y):
    """Your cost counts only the samples of class 0; all others add zero.

    For y = 1 the second term of the formula is zero, and the first one must do the work.
    Without it, a network that always answers 0 would look perfect.
    """
    return -np.mean((1 - Y) * np.log(1 - A2))


@misconception("compute_cost")
def cost_with_log_a2_twice(A2, Y):
    """Your cost is the mean of -log(A2), whatever the labels are.

    Perhaps both terms have log(A2): then the labels cancel out of the cost. For y = 0 the
    probability of what happened is 1 - A2, so the second term needs log(1 - A2).
    """
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(A2))


@misconception("compute_cost")
def cost_with_labels_exchanged(A2, Y, *, reference):
    """Your cost is that of the opposite labels: small where the network is wrong.

    y belongs to log(a2), and 1 - y to log(1 - a2). Look at what is multiplied by what.
    """
    return reference.compute_cost(A2, 1 - Y)


@misconception("compute_cost")
def cost_averages_second_term_only(A2, Y):
    """Your cost divides only the second of its two terms by m.

    A division takes what stands directly before it. The bracket in the formula holds both
    terms: add first, then divide.
    """
    return -(np.sum(Y * np.log(A2)) + np.sum((1 - Y) * np.log(1 - A2)) / Y.shape[1])


@misconception("compute_cost")
def cost_of_each_sample(A2, Y):
    """Your cost is an array with one number for each sample; they are not added up.

    The cost of a batch is one number: the mean of its samples' losses.
    """
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


@misconception("compute_cost")
def cost_changes_a2(A2, Y, *, reference):
    """After the call, A2 is not what it was before.

    An array that is passed to a function is not copied, and this one lies in the cache as well,
    where the backward pass takes it from. Make new arrays.
    """
    cost = reference.compute_cost(A2, Y)
    A2 *= 0.5
    return cost
