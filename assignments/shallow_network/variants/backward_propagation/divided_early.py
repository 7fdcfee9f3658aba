"""Divides by m once, at the very beginning, on a copy that it then changes in place."""

import numpy as np


def backward_propagation(parameters, cache, X, Y):
    dZ2 = cache["A2"].copy()
    dZ2 -= Y
    dZ2 /= Y.shape[1]
    dZ1 = np.dot(parameters["W2"].T, dZ2)
    dZ1 *= 1 - cache["A1"] ** 2
    return {
        "dW1": np.dot(dZ1, X.T),
        "db1": dZ1.sum(1, keepdims=True),
        "dW2": np.dot(dZ2, cache["A1"].T),
        "db2": dZ2.sum(1, keepdims=True),
    }
