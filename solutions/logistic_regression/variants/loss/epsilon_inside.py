"""The small number is added inside both logarithms; nothing is clipped."""

import numpy as np


def loss(a, y):
    epsilon = 1e-15
    return -(y * np.log(a + epsilon) + (1 - y) * np.log(1 - a + epsilon))
