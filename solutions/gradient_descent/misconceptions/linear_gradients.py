"""Mistakes that students make in `linear_gradients`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("linear_gradients")
def linear_without_two(X, y, w, b, *, reference):
    """Your gradients are half of what they should be: the 2 of the square is missing.

    The derivative of u² is 2u. You may only leave the 2 out if the cost has a factor 1/2, and this
    cost has none.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return dw / 2, db / 2


@misconception("linear_gradients")
def linear_not_averaged(X, y, w, b, *, reference):
    """Your gradients are sums over the samples, not means.

    The cost is a mean, so its slopes are means too: each has the factor 1/m.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return len(X) * dw, len(X) * db


@misconception("linear_gradients")
def linear_divided_by_features(X, y, w, b, *, reference):
    """Your gradients are divided by the number of features, not by the number of samples.

    In this notebook each sample is a row, so m is the first number of X.shape.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return dw * len(X) / X.shape[1], db * len(X) / X.shape[1]


@misconception("linear_gradients")
def linear_uphill(X, y, w, b, *, reference):
    """Your gradients have the wrong sign: they belong to truth minus prediction.

    The square is the same in either order, but its derivative is not. With these gradients, each
    step would make the cost larger.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return -dw, -db


@misconception("linear_gradients")
def linear_without_bias(X, y, w, b, *, reference):
    """Your prediction leaves out the bias b.

    The model is X w + b. Without b, every line goes through the origin.
    """
    return reference.linear_gradients(X, y, w, 0.0)


@misconception("linear_gradients")
def linear_dw_with_one_axis(X, y, w, b, *, reference):
    """Your dw has the shape (n_x,), but w has the shape (n_x, 1).

    A gradient has the shape of its parameter. If an axis is missing, broadcasting turns `w - dw`
    into a square matrix.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return dw.ravel(), db


@misconception("linear_gradients")
def linear_db_is_matrix(X, y, w, b, *, reference):
    """Your db is an array with one entry, not a number.

    Probably it comes from a sum along one axis, or from a matrix product, and still has axes of
    length 1.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return dw, np.array([[db]])


@misconception("linear_gradients")
def linear_all_pairs(X, y, w, b):
    """Your error subtracts every label from every prediction: it is an (m, m) matrix.

    A column of shape (m, 1) minus an array of shape (m,) gives all pairs. Perhaps the predictions
    or the labels lose an axis in ravel, flatten or reshape.
    """
    error = X @ w + b - y.ravel()
    return 2 * X.T @ error / len(X), 2 * np.mean(error)


@misconception("linear_gradients")
def linear_db_not_doubled(X, y, w, b, *, reference):
    """Your db is half of what it should be, while dw is right.

    Both slopes come from the same square, so both have the factor 2.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return dw, db / 2


@misconception("linear_gradients")
def linear_db_not_averaged(X, y, w, b, *, reference):
    """Your db is a sum over the samples, while dw is a mean.

    Both need the factor 1/m.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return dw, len(X) * db


@misconception("linear_gradients")
def linear_returns_db_first(X, y, w, b, *, reference):
    """You return db first and dw second; the order should be dw, db."""
    dw, db = reference.linear_gradients(X, y, w, b)
    return db, dw


@misconception("linear_gradients")
def linear_takes_a_step(X, y, w, b, *, reference):
    """Your function takes a step with the learning rate 0.1 and returns parameters, not gradients.

    The step comes later, and another function chooses its length. Return the slopes themselves.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return w - 0.1 * dw, b - 0.1 * db


@misconception("linear_gradients")
def linear_products_do_not_fit(X, y, w, b):
    """Your function stops with ValueError in all tests: probably two shapes do not fit.

    Here each sample is a row. Write the shapes below the formula: (a, b) times (b, c) gives (a, c),
    and the two inner numbers must be equal.
    """
    error = w.T @ X + b - y
    return 2 * X @ error.T / len(X), 2 * np.mean(error)


@misconception("linear_gradients")
def linear_changes_labels(X, y, w, b, *, reference):
    """After the call, y has changed.

    `-=` and similar operators write into the array that was passed in. Make a new array.
    """
    answer = reference.linear_gradients(X, y, w, b)
    y -= X @ w + b
    return answer
