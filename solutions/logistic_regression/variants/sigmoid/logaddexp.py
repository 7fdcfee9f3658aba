"""The exponential of the logarithm of the sigmoid, which NumPy computes without overflow."""

import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z)))
