"""The bias as the weight of a feature that is always 1."""

import numpy as np


def linear_gradients(X, y, w, b):
    extended = np.column_stack([X, np.ones(len(X))])
    theta = np.vstack([w, [[b]]])
    slope = 2 * extended.T @ (extended @ theta - y) / len(X)
    return slope[:-1], slope[-1, 0]
