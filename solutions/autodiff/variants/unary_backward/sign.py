"""ReLU through np.heaviside, softplus in two halves."""

import numpy as np


def unary_backward(name, upstream, value):
    if name == "exp":
        slope = np.exp(value)
    elif name == "log":
        slope = value**-1.0
    elif name == "tanh":
        slope = (1 - np.tanh(value)) * (1 + np.tanh(value))
    elif name == "relu":
        slope = np.heaviside(value, 0.0)
    else:
        small = np.exp(-np.abs(value))
        slope = np.where(value >= 0, 1.0, small) / (1 + small)
    return slope * upstream
