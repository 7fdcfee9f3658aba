"""z clipped to where exp does not overflow, and a Python float for a number."""

import numpy as np


def sigmoid(z):
    result = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    return float(result) if np.ndim(z) == 0 else result
