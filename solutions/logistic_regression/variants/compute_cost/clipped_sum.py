"""Clipped in a new array, summed, divided by m."""

import numpy as np


def compute_cost(Y_hat, Y):
    m = Y.shape[1]
    epsilon = 1e-15
    Y_hat = np.clip(Y_hat, epsilon, 1 - epsilon)
    cost = -(1 / m) * np.sum(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat))
    return cost
