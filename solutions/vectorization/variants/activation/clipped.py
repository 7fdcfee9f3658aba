"""The sigmoid of clipped numbers, and tanh by way of it."""

import numpy as np


def activation(name, z):
    z = np.asarray(z, dtype=float)

    def sigmoid(x):
        return 1 / (1 + np.exp(-np.clip(x, -500, 500)))

    functions = {
        "sigmoid": sigmoid,
        "tanh": lambda x: 2 * sigmoid(2 * x) - 1,
        "relu": lambda x: x * (x > 0),
        "leaky_relu": lambda x: np.maximum(x, 0) + 0.01 * np.minimum(x, 0),
        "elu": lambda x: np.maximum(x, 0) + np.exp(np.minimum(x, 0)) - 1,
    }
    return functions[name](z)
