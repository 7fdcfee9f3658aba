"""Fills an empty array in two goes, by boolean masks; a number becomes a 0-d array."""

import numpy as np


def sigmoid(z):
    z = np.array(z, dtype=np.float64)
    result = np.empty_like(z)
    positive = z > 0
    result[positive] = 1 / (1 + np.exp(-z[positive]))
    growth = np.exp(z[~positive])
    result[~positive] = growth / (1 + growth)
    return result
