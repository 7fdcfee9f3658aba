"""Mistakes that students make in `squared_distances`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("squared_distances")
def distances_not_squared(P, X, *, reference):
    """You return distances, not their squares.

    Distances and their squares have the same order, so the exercise leaves out the square root.
    """
    return np.sqrt(reference.squared_distances(P, X))


@misconception("squared_distances")
def distances_transposed(P, X, *, reference):
    """Your result is transposed: it has a row for each sample.

    The shape should be (k, m): a row for each point and a column for each sample.
    """
    return reference.squared_distances(P, X).T


@misconception("squared_distances")
def distances_of_absolute_values(P, X):
    """You add up the absolute values of the differences, not their squares.

    That is a distance too, like the way along the streets of a city. The formula asks for squares.
    """
    return np.abs(P[:, :, np.newaxis] - X[:, np.newaxis, :]).sum(axis=0)


@misconception("squared_distances")
def distances_averaged(P, X, *, reference):
    """Your numbers are too small by the factor n_x: you take the mean over the features.

    The formula asks for the sum.
    """
    return reference.squared_distances(P, X) / P.shape[0]


@misconception("squared_distances")
def distances_square_of_sum(P, X):
    """You add up the differences first, and then square the sum.

    Then differences with opposite signs cancel, and different points may have the distance 0.
    Square each difference first, then add.
    """
    return (P[:, :, np.newaxis] - X[:, np.newaxis, :]).sum(axis=0) ** 2


@misconception("squared_distances")
def distances_not_summed(P, X):
    """Your result has three axes: you have the squares, but do not add them up.

    One axis belongs to the features. Add up along this axis.
    """
    return (P[:, :, np.newaxis] - X[:, np.newaxis, :]) ** 2


@misconception("squared_distances")
def distances_without_two(P, X):
    """The mixed term is too small by the factor 2.

    (p - x)^2 is p^2 - 2 p x + x^2: the product comes twice.
    """
    return np.sum(P**2, axis=0)[:, np.newaxis] - P.T @ X + np.sum(X**2, axis=0)


@misconception("squared_distances")
def distances_with_plus(P, X):
    """The mixed term has the wrong sign: your numbers are the squared lengths of p + x.

    In (p - x)^2 the product of p and x has a minus.
    """
    return np.sum(P**2, axis=0)[:, np.newaxis] + 2 * P.T @ X + np.sum(X**2, axis=0)


@misconception("squared_distances")
def distances_are_products(P, X):
    """You return the inner products of points and samples.

    They are one of the three parts of (p - x)^2 = p^2 - 2 p x + x^2. The two squares are missing.
    """
    return P.T @ X


@misconception("squared_distances")
def distances_without_pairs(P, X):
    """Your function stops with ValueError: the shapes of the two arrays do not fit.

    P has k columns and X has m columns, and P - X would compare them one by one. To get all pairs,
    give each array an axis of length 1 where the other one has its columns.
    """
    return np.sum((P - X) ** 2, axis=0)
