"""Multiplies the square out: two sums of squares and a matrix product."""

import numpy as np


def squared_distances(P, X):
    p2 = np.sum(P**2, axis=0, keepdims=True).T
    x2 = np.sum(X**2, axis=0, keepdims=True)
    return p2 - 2 * np.dot(P.T, X) + x2
