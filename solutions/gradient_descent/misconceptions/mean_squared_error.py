"""Mistakes that students make in `mean_squared_error`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("mean_squared_error")
def error_is_sum(y_true, y_pred, *, reference):
    """Your function adds the squared errors up and does not divide.

    A sum grows with the number of entries, so the errors of two data sets could not be compared.
    """
    return np.size(y_true) * reference.mean_squared_error(y_true, y_pred)


@misconception("mean_squared_error")
def error_divided_by_samples(y_true, y_pred, *, reference):
    """Your function divides by the number of rows, not by the number of entries.

    For a matrix n counts all its entries: rows times columns.
    """
    return reference.mean_squared_error(y_true, y_pred) * np.size(y_true) / len(y_true)


@misconception("mean_squared_error")
def error_halved(y_true, y_pred, *, reference):
    """Your error is half of what it should be.

    Some texts put a factor 1/2 in front, so that the 2 of the derivative cancels. This one does
    not: the 2 stays in the gradient.
    """
    return reference.mean_squared_error(y_true, y_pred) / 2


@misconception("mean_squared_error")
def error_is_its_root(y_true, y_pred, *, reference):
    """Your function returns the square root of the mean squared error.

    That has the unit of y and is good for reading. The cost is asked for without the root.
    """
    return np.sqrt(reference.mean_squared_error(y_true, y_pred))


@misconception("mean_squared_error")
def error_is_absolute(y_true, y_pred):
    """Your function returns the mean of the absolute errors; nothing is squared.

    The square makes one large error worse than several small ones, and has a slope everywhere.
    """
    return np.mean(np.abs(y_true - y_pred))


@misconception("mean_squared_error")
def error_not_squared(y_true, y_pred):
    """Your function returns the mean of the differences, with their signs.

    Errors upwards and downwards cancel there: a bad prediction could have the error 0. Square
    first, then take the mean.
    """
    return np.mean(y_true - y_pred)


@misconception("mean_squared_error")
def error_of_the_mean(y_true, y_pred):
    """Your function takes the mean before the square.

    Errors upwards and downwards cancel before they are squared. Look at the brackets.
    """
    return np.mean(y_true - y_pred) ** 2


@misconception("mean_squared_error")
def error_of_each_column(y_true, y_pred):
    """Your result is one number for each column, not one number.

    An axis in the mean leaves the other one. The mean is over all entries.
    """
    return np.mean((y_true - y_pred) ** 2, axis=0)


@misconception("mean_squared_error")
def error_of_each_entry(y_true, y_pred):
    """Your function returns the squared error of every entry; the mean is missing."""
    return (y_true - y_pred) ** 2


@misconception("mean_squared_error")
def error_changes_prediction(y_true, y_pred, *, reference):
    """After the call, y_pred is not what it was before.

    `-=` and the like write into the caller's array, who may still need it. Make a new one.
    """
    error = reference.mean_squared_error(y_true, y_pred)
    y_pred -= y_true
    return error
