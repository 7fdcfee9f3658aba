"""Mistakes that students make in `weighted_sums`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("weighted_sums")
def sums_without_bias(w, X, b, *, reference):
    """The bias is missing in your sums."""
    return reference.weighted_sums(w, X, 0.0 * b)


@misconception("weighted_sums")
def sums_minus_bias(w, X, b, *, reference):
    """You subtract the bias; the formula adds it."""
    return reference.weighted_sums(w, X, -b)


@misconception("weighted_sums")
def sums_with_bias_for_each_feature(w, X, b, *, reference):
    """Your sums have the bias once for each feature.

    Probably it is added inside the sum over the features. It comes once, after the sum.
    """
    return reference.weighted_sums(w, X, b * X.shape[0])


@misconception("weighted_sums")
def sums_averaged(w, X, b, *, reference):
    """You divide the weighted sum by the number of features: a mean, not a sum."""
    return reference.weighted_sums(w / X.shape[0], X, b)


@misconception("weighted_sums")
def sums_as_column(w, X, b, *, reference):
    """Your result is a column, with a row for each sample.

    A sample is a column in this course, so what belongs to the samples stands side by side.
    """
    return reference.weighted_sums(w, X, b).T


@misconception("weighted_sums")
def sums_with_one_axis(w, X, b, *, reference):
    """Your result has one axis, not two: it is neither a row nor a column.

    Probably w or the result was flattened, or a sum was taken without keepdims. The shape
    (1, m) is asked for.
    """
    return reference.weighted_sums(w, X, b)[0]


@misconception("weighted_sums")
def sums_not_summed(w, X, b):
    """Your result has the shape of X: the products are there, but they are not summed.

    w * X multiplies entry by entry, and broadcasting stretches w. The sum over the features
    is still to be taken, or a matrix product does both at once.
    """
    return w * X + b


@misconception("weighted_sums")
def sums_without_transpose(w, X, b):
    """Your product of w and X stops with ValueError, as their shapes do not fit.

    Two columns-to-rows rules: (n_x, 1) times (n_x, m) is no matrix product, as the inner sizes
    1 and n_x differ. With w as a row it is.
    """
    return np.dot(w, X) + b


@misconception("weighted_sums")
def sums_of_all(w, X, b, *, reference):
    """You add up everything: all samples get one number together.

    Each sample has a sum of its own. The sum goes over the features only.
    """
    return float(np.sum(reference.weighted_sums(w, X, 0.0)) + b)
