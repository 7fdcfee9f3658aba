"""Pure Python: a number with math, an array row by row, by calling itself."""

from math import exp

import numpy as np


def sigmoid(z):
    if np.ndim(z) == 0:
        e = exp(-abs(z))
        return 1 / (1 + e) if z >= 0 else e / (1 + e)
    rows = []
    for row in z:
        rows.append(sigmoid(row))
    return np.array(rows)
