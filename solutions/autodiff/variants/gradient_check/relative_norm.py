"""The relative distance of both as vectors, with a guard against 0 / 0."""

import numpy as np


def gradient_check(f, x, gradient):
    numerical = numerical_gradient(f, x)
    if np.shape(gradient) != np.shape(x):
        return False
    size = np.linalg.norm(numerical) + np.linalg.norm(gradient)
    if size == 0:
        return True
    return bool(np.linalg.norm(numerical - gradient) / size < 1e-6)
