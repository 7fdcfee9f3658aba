"""Mistakes that students make in `standardize`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


def _scaled(X, mean, deviation):
    """Return the samples, shifted and scaled; a feature that never varies is only shifted."""
    return (X - mean) / np.where(deviation > 0, deviation, 1.0)


def _statistics(X):
    """Return the mean and the standard deviation of each feature: 0 if it never varies."""
    varies = np.ptp(X, axis=1, keepdims=True) > 0
    return X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True) * varies


@misconception("standardize")
def standardize_new_by_itself(X_train, X_new, *, reference):
    """The new samples are standardized by their own mean and standard deviation.

    Use the mean and standard deviation of the training samples. Otherwise the same tumour gets
    different numbers in different company, and a single sample becomes all zeros.
    """
    return reference.standardize(X_train, X_new)[0], _scaled(X_new, *_statistics(X_new))


@misconception("standardize")
def standardize_all_together(X_train, X_new):
    """You compute mean and standard deviation from training and new samples together.

    Then the model has seen a part of the test before the test. Use the training samples only.
    """
    both = _statistics(np.hstack([X_train, X_new]))
    return _scaled(X_train, *both), _scaled(X_new, *both)


@misconception("standardize")
def standardize_by_variance(X_train, X_new):
    """Your features are divided by their variance, not by its square root.

    Only the standard deviation has the unit of the feature, so that the unit cancels.
    """
    mean, deviation = _statistics(X_train)
    return _scaled(X_train, mean, deviation**2), _scaled(X_new, mean, deviation**2)


@misconception("standardize")
def standardize_of_one_fewer(X_train, X_new):
    """Your standard deviations are slightly too large: they come from a division by m - 1.

    That is the estimate for a whole population. The text divides by m.
    """
    mean, deviation = _statistics(X_train)
    m = X_train.shape[1]
    deviation = deviation * np.sqrt(m / (m - 1))
    return _scaled(X_train, mean, deviation), _scaled(X_new, mean, deviation)


@misconception("standardize")
def standardize_all_features_alike(X_train, X_new):
    """All your features use the same mean and standard deviation.

    They are those of all numbers together, so large features stay large. Every feature needs its
    own: tell NumPy along which axis to add up.
    """
    mean, deviation = X_train.mean(), X_train.std()
    return _scaled(X_train, mean, deviation), _scaled(X_new, mean, deviation)


@misconception("standardize")
def standardize_divides_by_zero(X_train, X_new):
    """A feature that never varies becomes NaN or infinite in your results.

    Its standard deviation is 0, and you cannot divide by 0. The text says what happens to such
    features.
    """
    mean, deviation = _statistics(X_train)
    with np.errstate(all="ignore"):
        return (X_train - mean) / deviation, (X_new - mean) / deviation


@misconception("standardize")
def standardize_rounds_before_comparing(X_train, X_new):
    """A feature that never varies is sometimes divided, because of rounding errors.

    Probably you ask whether its standard deviation is 0. For numbers such as 0.1 it is tiny, but
    not 0. Ask whether the largest value equals the smallest.
    """
    mean, deviation = X_train.mean(axis=1, keepdims=True), X_train.std(axis=1, keepdims=True)
    return _scaled(X_train, mean, deviation), _scaled(X_new, mean, deviation)


@misconception("standardize")
def standardize_shifts_only(X_train, X_new):
    """Your features have the mean 0, but still their old scales.

    The second half of the formula is missing: divide by the standard deviation.
    """
    mean = X_train.mean(axis=1, keepdims=True)
    return X_train - mean, X_new - mean


@misconception("standardize")
def standardize_to_unit_interval(X_train, X_new):
    """Your training samples lie between 0 and 1: you scale by the smallest and the largest value.

    That is another way to bring features to one scale, but one extreme sample spoils it. The text
    asks for mean and standard deviation.
    """
    low, high = X_train.min(axis=1, keepdims=True), X_train.max(axis=1, keepdims=True)
    return _scaled(X_train, low, high - low), _scaled(X_new, low, high - low)


@misconception("standardize")
def standardize_along_samples(X_train, X_new, *, reference):
    """Each sample has the mean 0 in your results, not each feature.

    You add up along the wrong axis: each feature is a row of X.
    """
    old, new = X_train.T.astype(float), X_new.T.astype(float)
    return tuple(_scaled(X, *_statistics(X)).T for X in (old, new))


@misconception("standardize")
def standardize_does_not_fit(X_train, X_new):
    """Your function stops with ValueError: two shapes do not fit.

    The means of the features form a column, (n_x, 1). A sum along an axis removes this axis, unless
    you keep it.
    """
    return X_train - np.zeros((X_train.shape[0], 2, 1)) + np.zeros(X_train.shape[1] + 1)


@misconception("standardize")
def standardize_changes_its_arguments(X_train, X_new, *, reference):
    """After the call, the arrays that were passed in have changed.

    `-=` and `/=` write into the caller's own arrays, and the caller may still need them. Make new
    arrays.
    """
    old, new = reference.standardize(X_train.copy(), X_new.copy())
    if X_train.dtype.kind == "f":
        X_train[:], X_new[:] = old, new
    return old, new
