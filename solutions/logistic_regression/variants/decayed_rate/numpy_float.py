"""NumPy's arithmetic, and a NumPy scalar."""

import numpy as np


def decayed_rate(learning_rate, decay, step):
    return np.divide(learning_rate, 1.0 + np.multiply(decay, step))
