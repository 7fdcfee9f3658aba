"""A third argument with a default, read only to check that it is a network."""

import numpy as np


def compute_cost(A2, Y, parameters=None):
    if parameters is not None:
        W1, W2 = parameters["W1"], parameters["W2"]
        assert W1.shape[0] == W2.shape[1]
    m = A2.shape[1]
    cost = (-1 / m) * (np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T))
    assert cost.shape == (1, 1)
    return cost.item()
