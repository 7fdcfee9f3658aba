"""Fills copies by masks; a number becomes a 0-d array."""

import numpy as np


def activation(name, z):
    z = np.array(z, dtype=float)
    out = z.copy()
    negative = z < 0
    if name == "sigmoid":
        out[negative] = np.exp(z[negative]) / (1 + np.exp(z[negative]))
        out[~negative] = 1 / (1 + np.exp(-z[~negative]))
    if name == "tanh":
        shrunk = np.exp(-2 * np.abs(z))
        out = np.sign(z) * (1 - shrunk) / (1 + shrunk)
    if name == "relu":
        out[negative] = 0
    if name == "leaky_relu":
        out[negative] *= 0.01
    if name == "elu":
        out[negative] = np.expm1(z[negative])
    return out
