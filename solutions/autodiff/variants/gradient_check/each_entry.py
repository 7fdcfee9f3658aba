"""Entry by entry, each compared with the largest of all."""

import numpy as np


def gradient_check(f, x, gradient):
    mine = np.ravel(numerical_gradient(f, x))
    if np.shape(x) != np.shape(gradient):
        return False
    limit = 1e-4 * max(abs(value) for value in mine)
    for a, b in zip(mine, np.ravel(gradient)):
        if not abs(a - b) <= limit:
            return False
    return True
