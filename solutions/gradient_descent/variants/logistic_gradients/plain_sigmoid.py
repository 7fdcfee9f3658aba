"""A sigmoid of its own, clipped, and a mean over products."""

import numpy as np


def logistic_gradients(X, y, w, b):
    z = np.clip(X @ w + b, -500, 500)
    error = 1 / (1 + np.exp(-z)) - y
    return np.mean(error * X, axis=0)[:, np.newaxis], error.mean()
