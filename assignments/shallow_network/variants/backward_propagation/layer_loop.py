"""A loop over the layers from the last to the first, with f-strings."""

import numpy as np


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    activations = {0: X, 1: cache["A1"]}
    grads = {}
    dZ = cache["A2"] - Y
    for l in (2, 1):
        below = activations[l - 1]
        grads[f"dW{l}"] = dZ @ below.T / m
        grads[f"db{l}"] = np.sum(dZ, axis=1).reshape(dZ.shape[0], 1) / m
        if l > 1:
            dZ = (parameters[f"W{l}"].T @ dZ) * (1 - below**2)
    return grads
