"""The slope of tanh from the cached Z1: 1 / cosh squared."""

import numpy as np


def tanh_slope(z):
    return 1 / np.cosh(z) ** 2


def backward_propagation(parameters, cache, X, Y):
    m = cache["Z1"].shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = tanh_slope(cache["Z1"]) * (parameters["W2"].T @ dZ2)

    def gradients(dZ, A):
        return dZ @ A.T / m, np.mean(dZ, axis=1)[:, np.newaxis]

    dW2, db2 = gradients(dZ2, cache["A1"])
    dW1, db1 = gradients(dZ1, X)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
