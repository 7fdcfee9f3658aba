"""np.multiply, a sum that keeps its dimensions, and np.squeeze: a 0-d array."""

import numpy as np


def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = -np.sum(logprobs, axis=1, keepdims=True) / m
    cost = np.squeeze(cost)
    return cost
