"""Asks NumPy by adding arrays of these shapes, and says it in its own words."""

import numpy as np


def broadcast_shape(a, b):
    try:
        return (np.zeros(a) + np.zeros(b)).shape
    except ValueError:
        raise ValueError(f"shapes {a} and {b} cannot be broadcast")
