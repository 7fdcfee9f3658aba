"""The logarithm of the sum by np.logaddexp, and a 0-dimensional array as the cost."""

import numpy as np


def softmax_cross_entropy(Z, Y):
    logs = Z - np.logaddexp.reduce(Z, axis=1)[:, None]
    cost = np.array(-(logs * Y).sum(axis=1).mean())
    return cost, (np.exp(logs) - Y) * (1 / Z.shape[0])
