"""Clips z to where exp does not overflow, and gives a Python float for a number."""

import numpy as np


def sigmoid(z):
    z = np.clip(z, -500, 500)
    result = 1.0 / (1.0 + np.exp(-z))
    if result.ndim == 0:
        return result.item()
    return result
