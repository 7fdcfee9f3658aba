"""One over the square of cosh; where cosh is infinite the slope is 0."""

import numpy as np


def activation_slope(name, z):
    z = np.asarray(z, dtype=np.float64)
    slopes = {
        "sigmoid": lambda: 0.25 / np.cosh(z / 2) ** 2,
        "tanh": lambda: np.cosh(z) ** -2.0,
        "relu": lambda: np.heaviside(z, 0.0),
        "leaky_relu": lambda: 0.01 + 0.99 * np.heaviside(z, 0.0),
        "elu": lambda: np.exp(np.clip(z, None, 0)),
    }
    return slopes[name]()
