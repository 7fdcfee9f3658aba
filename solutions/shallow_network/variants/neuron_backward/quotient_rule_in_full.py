"""The quotient rule as it stands, with the sign of z."""

import numpy as np


def neuron_backward(x, w, b, da):
    z = np.dot(w, x) + b
    bottom = 1 + np.abs(z)
    slope = (bottom - z * np.sign(z)) / bottom**2
    dz = np.multiply(da, slope)
    dw = np.dot(dz, x.T)
    dx = np.dot(w.T, dz)
    return dx, dw, np.squeeze(dz)
