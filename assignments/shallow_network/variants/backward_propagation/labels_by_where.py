"""Arguments in another order; takes 1 off the outputs of class 1 by np.where."""

import numpy as np


def backward_propagation(X, Y, parameters, cache):
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]
    m = A2.shape[1]
    dZ2 = np.where(Y == 1, A2 - 1, A2)
    dZ1 = np.matmul(W2.T, dZ2) * (1 - A1**2)
    grads = {
        "dW2": np.matmul(dZ2, A1.T) / m,
        "db2": np.atleast_2d(dZ2.mean(axis=1)).T,
        "dW1": np.matmul(dZ1, X.T) / m,
        "db1": np.atleast_2d(dZ1.mean(axis=1)).T,
    }
    for name, value in parameters.items():
        assert grads["d" + name].shape == value.shape, name
    return grads
