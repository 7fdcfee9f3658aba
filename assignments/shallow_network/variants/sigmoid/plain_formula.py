"""The formula as it stands; at z = -1000 it warns of an overflow and gives 0."""

import numpy as np


def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return s
