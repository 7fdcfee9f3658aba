"""Both stable forms everywhere, and np.where to choose: the one thrown away may be NaN."""

import numpy as np


def sigmoid(z):
    with np.errstate(over="ignore", invalid="ignore"):
        for_positive = 1 / (1 + np.exp(-z))
        for_negative = np.exp(z) / (1 + np.exp(z))
    return np.where(z >= 0, for_positive, for_negative)
