"""An empty array of floats, filled in two goes."""

import numpy as np


def sigmoid(z):
    z = np.asarray(z)
    result = np.empty(z.shape)
    left = z < 0
    power = np.exp(z[left])
    result[left] = power / (1 + power)
    result[~left] = 1 / (1 + np.exp(-z[~left]))
    return result
