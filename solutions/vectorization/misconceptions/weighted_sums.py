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

    Probably you add it inside the sum over the features. Add it once, after the sum.
    """
    return reference.weighted_sums(w, X, b * X.shape[0])


@misconception("weighted_sums")
def sums_averaged(w, X, b, *, reference):
    """You divide the weighted sum by the number of features: that is a mean, not a sum."""
    return reference.weighted_sums(w / X.shape[0], X, b)


@misconception("weighted_sums")
def sums_as_column(w, X, b, *, reference):
    """Your result is a column, with a row for each sample.

    In this course each sample is a column, so the values of the samples stand side by side.
    """
    return reference.weighted_sums(w, X, b).T


@misconception("weighted_sums")
def sums_with_one_axis(w, X, b, *, reference):
    """Your result has one axis, not two: it is neither a row nor a column.

    Probably you flatten w or the result, or take a sum without keepdims. The shape should be (1,
    m).
    """
    return reference.weighted_sums(w, X, b)[0]


@misconception("weighted_sums")
def sums_not_summed(w, X, b):
    """Your result has the shape of X: you have the products, but do not add them up.

    w * X multiplies entry by entry, and broadcasting stretches w. Then add up over the features. Or
    use a matrix product, which does both at once.
    """
    return w * X + b


@misconception("weighted_sums")
def sums_without_transpose(w, X, b):
    """Your product of w and X stops with ValueError, because their shapes do not fit.

    (n_x, 1) times (n_x, m) is not a matrix product, because the inner numbers 1 and n_x are
    different. It is one if w is a row.
    """
    return np.dot(w, X) + b


@misconception("weighted_sums")
def sums_of_all(w, X, b, *, reference):
    """You add up everything: all samples together get one number.

    Each sample has a sum of its own. Add up over the features only.
    """
    return float(np.sum(reference.weighted_sums(w, X, 0.0)) + b)
