"""From the values of the functions; the sigmoid as it is usually written."""

import numpy as np


def unary_backward(operation, grad, x):
    with np.errstate(over="ignore"):
        slopes = {
            "exp": lambda: np.exp(x),
            "log": lambda: 1 / x,
            "tanh": lambda: 1 - np.tanh(x) * np.tanh(x),
            "relu": lambda: np.where(x > 0, 1.0, 0.0),
            "softplus": lambda: 1 / (1 + np.exp(-x)),
        }
        return grad * slopes[operation]()
