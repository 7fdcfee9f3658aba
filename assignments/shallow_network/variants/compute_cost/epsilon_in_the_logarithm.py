"""Adds 1e-8 inside both logarithms, by functools.partial of a function that takes it."""

from functools import partial

import numpy as np


def cross_entropy(A2, Y, eps):
    return -np.sum(Y * np.log(A2 + eps) + (1 - Y) * np.log(1 - A2 + eps)) / Y.shape[1]


compute_cost = partial(cross_entropy, eps=1e-8)
