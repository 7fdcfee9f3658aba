"""Reads every slope off the value of the function."""

import numpy as np


def activation_slope(name, z):
    a = np.asarray(activation(name, z))
    if name == "sigmoid":
        return a - a**2
    if name == "tanh":
        return (1 - a) * (1 + a)
    if name == "elu":
        return np.minimum(a, 0) + 1
    return np.where(a > 0, 1.0, 0.01 if name == "leaky_relu" else 0.0)
