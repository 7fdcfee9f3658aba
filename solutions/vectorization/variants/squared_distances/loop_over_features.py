"""Adds up the tables of pairs, feature by feature."""

import numpy as np


def squared_distances(P, X):
    D = np.zeros((P.shape[1], X.shape[1]))
    for p, x in zip(P, X):
        D += (p[:, None] - x[None, :]) ** 2
    return D
