"""Draws of the standard normal distribution, times a root; he and xavier by an if."""

import numpy as np


def initialize_parameters(sizes, activation, rng):
    params = dict()
    for l in range(1, len(sizes)):
        if activation == "relu":
            scale = np.sqrt(2 / sizes[l - 1])
        else:
            scale = 1 / np.sqrt(sizes[l - 1])
        params["W" + str(l)] = rng.standard_normal((sizes[l - 1], sizes[l])) * scale
        params["b" + str(l)] = np.zeros(shape=(1, sizes[l]))
    return params
