"""The mean of the losses: an np.float64."""

import numpy as np


def compute_cost(A2, Y):
    losses = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
    return np.mean(losses)
