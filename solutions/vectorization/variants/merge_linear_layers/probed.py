"""Sends zero and the unit vectors through both layers."""

import numpy as np


def merge_linear_layers(W1, b1, W2, b2):
    def both(X):
        return W2 @ (W1 @ X + b1) + b2

    n_x = W1.shape[1]
    b = both(np.zeros((n_x, 1)))
    return both(np.eye(n_x)) - b, b
