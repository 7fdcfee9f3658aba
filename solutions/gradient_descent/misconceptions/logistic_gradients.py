"""Mistakes that students make in `logistic_gradients`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception

from .shared import squashed


@misconception("logistic_gradients")
def logistic_not_averaged(X, y, w, b, *, reference):
    """Your gradients are sums over the samples, not means: the factor 1/m is missing."""
    dw, db = reference.logistic_gradients(X, y, w, b)
    return len(X) * dw, len(X) * db


@misconception("logistic_gradients")
def logistic_doubled(X, y, w, b, *, reference):
    """Your gradients are twice what they should be.

    In linear regression, a factor 2 comes from the square. The cross-entropy has no square.
    """
    dw, db = reference.logistic_gradients(X, y, w, b)
    return 2 * dw, 2 * db


@misconception("logistic_gradients")
def logistic_uphill(X, y, w, b, *, reference):
    """Your gradients have the wrong sign: they belong to truth minus prediction."""
    dw, db = reference.logistic_gradients(X, y, w, b)
    return -dw, -db


@misconception("logistic_gradients")
def logistic_without_sigmoid(X, y, w, b):
    """Your error is z - y, not a - y: the sigmoid is missing.

    z can be any number. Compare the label with the probability a.
    """
    error = X @ w + b - y
    return X.T @ error / len(X), np.mean(error)


@misconception("logistic_gradients")
def logistic_with_the_sigmoid_s_slope(X, y, w, b):
    """Your error has an extra factor a (1 - a).

    For the cross-entropy this factor cancels, and a - y is left. With the factor, a model that is
    sure and wrong hardly learns.
    """
    a = squashed(X @ w + b)
    error = (a - y) * a * (1 - a)
    return X.T @ error / len(X), np.mean(error)


@misconception("logistic_gradients")
def logistic_of_squared_error(X, y, w, b):
    """Your gradients belong to the mean squared error, not to the cross-entropy.

    They have an extra factor 2 a (1 - a). With this factor, a model that is sure and wrong hardly
    learns.
    """
    a = squashed(X @ w + b)
    error = 2 * (a - y) * a * (1 - a)
    return X.T @ error / len(X), np.mean(error)


@misconception("logistic_gradients")
def logistic_of_decisions(X, y, w, b):
    """Your error compares the label with a decision, 0 or 1, not with the probability.

    A decision has no slope: it does not say how sure the model is. Only round at the end, when
    somebody asks for an answer.
    """
    error = (X @ w + b > 0) - 1.0 * y
    return X.T @ error / len(X), np.mean(error)


@misconception("logistic_gradients")
def logistic_without_bias(X, y, w, b, *, reference):
    """Your z leaves out the bias b; it should be X w + b."""
    return reference.logistic_gradients(X, y, w, 0.0)


@misconception("logistic_gradients")
def logistic_all_pairs(X, y, w, b):
    """Your error subtracts every label from every probability: it is an (m, m) matrix.

    A column of shape (m, 1) minus an array of shape (m,) gives all pairs. Perhaps an axis is lost
    in ravel, flatten or reshape.
    """
    a = squashed(X @ w + b)
    error = a - y.ravel()
    return X.T @ error / len(X), np.mean(error)


@misconception("logistic_gradients")
def logistic_db_not_averaged(X, y, w, b, *, reference):
    """Your db is a sum over the samples, while dw is a mean: both need the factor 1/m."""
    dw, db = reference.logistic_gradients(X, y, w, b)
    return dw, len(X) * db


@misconception("logistic_gradients")
def logistic_dw_with_one_axis(X, y, w, b, *, reference):
    """Your dw has the shape (n_x,), but w has the shape (n_x, 1).

    A gradient has the shape of its parameter.
    """
    dw, db = reference.logistic_gradients(X, y, w, b)
    return dw.ravel(), db
