"""An array of ones, overwritten on the left."""

import numpy as np


def activation_slope(name, z):
    z = np.array(z, dtype=float)
    if name in ("sigmoid", "tanh"):
        t = np.tanh(z if name == "tanh" else z / 2)
        return (1 - t * t) * (1 if name == "tanh" else 0.25)
    slope = np.ones(z.shape)
    left = z <= 0
    slope[left] = {"relu": 0, "leaky_relu": 0.01, "elu": np.exp(z[left])}[name]
    return slope
