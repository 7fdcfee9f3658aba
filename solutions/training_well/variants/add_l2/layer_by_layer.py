"""A loop over the numbers of the layers, and all squares first."""

import numpy as np


def add_l2(cost, gradients, parameters, strength, m):
    weights = [key for key in parameters if key[0] == "W"]
    squares = sum(np.sum(np.square(parameters[key])) for key in weights)
    grads = gradients.copy()
    for key in weights:
        grads[f"d{key}"] = grads[f"d{key}"] + (strength / m) * parameters[key]
    return cost + strength / 2 / m * squares, grads
