"""A loop over the layers with a list of activation functions; the cache has A0 as well."""

import numpy as np


def forward_propagation(X, parameters):
    cache = {"A0": X}
    for l, activation in enumerate([np.tanh, sigmoid], start=1):
        cache[f"Z{l}"] = np.matmul(parameters[f"W{l}"], cache[f"A{l - 1}"]) + parameters[f"b{l}"]
        cache[f"A{l}"] = activation(cache[f"Z{l}"])
    return cache["A2"], cache
