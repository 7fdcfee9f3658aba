"""Mistakes that students make in `mean_squared_error`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("mean_squared_error")
def error_is_sum(y_true, y_pred, *, reference):
    """Your function adds up the squared errors, but does not divide the sum.

    A sum grows with the number of entries, so you could not compare the errors of two data sets.
    """
    return np.size(y_true) * reference.mean_squared_error(y_true, y_pred)


@misconception("mean_squared_error")
def error_divided_by_samples(y_true, y_pred, *, reference):
    """Your function divides by the number of rows, not by the number of entries.

    For a matrix, n is the number of all its entries: rows times columns.
    """
    return reference.mean_squared_error(y_true, y_pred) * np.size(y_true) / len(y_true)


@misconception("mean_squared_error")
def error_halved(y_true, y_pred, *, reference):
    """Your error is half of what it should be.

    Some texts put a factor 1/2 in front of the error, because it cancels the 2 of the derivative.
    This text does not: here the 2 stays in the gradient.
    """
    return reference.mean_squared_error(y_true, y_pred) / 2


@misconception("mean_squared_error")
def error_is_its_root(y_true, y_pred, *, reference):
    """Your function returns the square root of the mean squared error.

    The root has the unit of y, which makes it easy to read. But this exercise asks for the error
    without the root.
    """
    return np.sqrt(reference.mean_squared_error(y_true, y_pred))


@misconception("mean_squared_error")
def error_is_absolute(y_true, y_pred):
    """Your function returns the mean of the absolute errors; nothing is squared.

    With the square, one large error costs more than several small ones, and the error has a slope
    everywhere.
    """
    return np.mean(np.abs(y_true - y_pred))


@misconception("mean_squared_error")
def error_not_squared(y_true, y_pred):
    """Your function returns the mean of the differences, with their signs.

    Positive and negative errors cancel there: even a bad prediction could have the error 0. Square
    first, then take the mean.
    """
    return np.mean(y_true - y_pred)


@misconception("mean_squared_error")
def error_of_the_mean(y_true, y_pred):
    """Your function takes the mean before it squares.

    Positive and negative errors cancel before they are squared. Look at the brackets.
    """
    return np.mean(y_true - y_pred) ** 2


@misconception("mean_squared_error")
def error_of_each_column(y_true, y_pred):
    """Your result is one number for each column, but it should be a single number.

    A mean along one axis leaves the other axis. Here the mean goes over all entries.
    """
    return np.mean((y_true - y_pred) ** 2, axis=0)


@misconception("mean_squared_error")
def error_of_each_entry(y_true, y_pred):
    """Your function returns the squared error of every entry; the mean is missing."""
    return (y_true - y_pred) ** 2


@misconception("mean_squared_error")
def error_changes_prediction(y_true, y_pred, *, reference):
    """After the call, y_pred has changed.

    `-=` and similar operators write into the array that was passed in, and the caller may still
    need it. Make a new array.
    """
    error = reference.mean_squared_error(y_true, y_pred)
    y_pred -= y_true
    return error
