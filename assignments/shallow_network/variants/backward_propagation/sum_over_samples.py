"""A loop over the samples that adds up outer products."""

import numpy as np


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    grads = {"d" + name: np.zeros(np.shape(value)) for name, value in parameters.items()}
    for i in range(m):
        a1, x = cache["A1"][:, i], X[:, i]
        dz2 = cache["A2"][:, i] - Y[:, i]
        dz1 = parameters["W2"].T.dot(dz2) * (1 - a1**2)
        grads["dW2"] += np.outer(dz2, a1) / m
        grads["db2"] += dz2.reshape(-1, 1) / m
        grads["dW1"] += np.outer(dz1, x) / m
        grads["db1"] += dz1.reshape(-1, 1) / m
    return grads
