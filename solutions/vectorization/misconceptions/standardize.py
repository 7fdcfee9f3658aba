"""Mistakes that students make in `standardize`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("standardize")
def standardize_rounds_before_comparing(X):
    """A constant feature does not always become zeros, because of rounding errors.

    Probably you ask whether the standard deviation is 0. For numbers such as 0.1 the last digit of
    the mean is wrong. Then the deviation is tiny but not 0, and tiny divided by tiny is about 1.
    """
    deviation = X.std(axis=1, keepdims=True)
    return (X - X.mean(axis=1, keepdims=True)) / np.where(deviation == 0, np.inf, deviation)


@misconception("standardize")
def standardize_constant_is_nan(X):
    """A feature that is the same in all samples becomes NaN.

    Its standard deviation is 0, and 0 divided by 0 is not a number. Such a feature needs a rule of
    its own: it becomes zeros.
    """
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)


@misconception("standardize")
def standardize_along_features(X, *, reference):
    """You take mean and standard deviation over the features of each sample.

    Every feature has a mean and a standard deviation, which are taken over the samples. Samples are
    columns, so the values of one feature stand in a row. Which axis goes along a row?
    """
    return reference.standardize(X.T).T


@misconception("standardize")
def standardize_all_together(X, *, reference):
    """You take one mean and one standard deviation of the whole array.

    Then a feature with large numbers still has the most influence. Each feature needs its own mean
    and its own standard deviation.
    """
    return reference.standardize(X.reshape(1, -1)).reshape(X.shape)


@misconception("standardize")
def standardize_of_one_fewer(X, *, reference):
    """Your numbers are too small by the factor sqrt((m - 1) / m).

    Your standard deviation divides by m - 1. Some books do that to estimate it from few samples
    (ddof=1, or the default of another library). Here the formula divides by m.
    """
    m = X.shape[1]
    return reference.standardize(X) * np.sqrt((m - 1) / m)


@misconception("standardize")
def standardize_by_variance(X):
    """You divide by the variance, the square of the standard deviation.

    Then the result still has a scale, and each feature has a different one. The square root is
    missing.
    """
    constant = X.max(axis=1, keepdims=True) == X.min(axis=1, keepdims=True)
    variance = np.where(constant, np.inf, X.var(axis=1, keepdims=True))
    return (X - X.mean(axis=1, keepdims=True)) / variance


@misconception("standardize")
def standardize_without_mean(X):
    """You divide by the standard deviation, but do not subtract the mean.

    You need both steps: first move the mean to 0, then scale the standard deviation to 1.
    """
    constant = X.max(axis=1, keepdims=True) == X.min(axis=1, keepdims=True)
    return np.where(constant, 0.0, X) / np.where(constant, 1.0, X.std(axis=1, keepdims=True))


@misconception("standardize")
def standardize_only_centres(X):
    """You subtract the mean, but do not divide by the standard deviation.

    You need both steps: first move the mean to 0, then scale the standard deviation to 1.
    """
    return X - X.mean(axis=1, keepdims=True)


@misconception("standardize")
def standardize_to_unit_length(X):
    """Your rows have the length 1: the sum of their squares is 1, not m.

    Probably you divide by a norm. The standard deviation is the square root of the *mean* of the
    squares.
    """
    centred = X - X.mean(axis=1, keepdims=True)
    constant = X.max(axis=1, keepdims=True) == X.min(axis=1, keepdims=True)
    return centred / np.where(constant, np.inf, np.linalg.norm(centred, axis=1, keepdims=True))


@misconception("standardize")
def standardize_from_zero_to_one(X):
    """Your features go from 0 to 1: you scale by their smallest and their largest number.

    That is another way to bring them to one scale. Here the mean should become 0 and the standard
    deviation 1.
    """
    low, high = X.min(axis=1, keepdims=True), X.max(axis=1, keepdims=True)
    return (X - low) / np.where(high == low, np.inf, high - low)


@misconception("standardize")
def standardize_with_one_axis(X):
    """Your function only works if there are as many samples as features, if at all.

    Without keepdims, a mean over the samples has the shape (n_x,). Broadcasting aligns this with
    the last axis, which is that of the samples. The mean must be a column.
    """
    deviation = X.std(axis=1)
    return (X - X.mean(axis=1)) / np.where(deviation == 0, np.inf, deviation)


@misconception("standardize")
def standardize_keeps_integers(X, *, reference):
    """For an array of integers your result holds integers too, so the fractions are lost.

    Probably you write it into an array that was made like X: np.zeros_like(X) and X.copy() have the
    dtype of X. The result must be float for every X.
    """
    return reference.standardize(X).astype(X.dtype)


@misconception("standardize")
def standardize_constant_is_one(X, *, reference):
    """A constant feature becomes ones in your function.

    If you subtract the mean from a constant feature, nothing is left, so it should be zeros.
    """
    constant = np.ptp(X, axis=1, keepdims=True) == 0
    return np.where(constant, 1.0, reference.standardize(X))


@misconception("standardize")
def standardize_keeps_constant(X, *, reference):
    """Your function returns a constant feature as it was.

    Subtract its mean as well, even though you cannot divide. The result is zeros.
    """
    constant = np.ptp(X, axis=1, keepdims=True) == 0
    return np.where(constant, X, reference.standardize(X))


@misconception("standardize")
def standardize_in_place(X, *, reference):
    """After the call, X has changed.

    `X -= ...` writes into the caller's own array, and the caller may still need it. Make a new
    array.
    """
    value = reference.standardize(np.array(X))
    X[:] = value
    return value
