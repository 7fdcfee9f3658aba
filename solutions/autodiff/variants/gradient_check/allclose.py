"""np.allclose, with an absolute tolerance that fits the size."""

import numpy as np


def gradient_check(f, x, gradient):
    numerical = numerical_gradient(f, x)
    if np.shape(gradient) != numerical.shape or not np.all(np.isfinite(gradient)):
        return False
    size = np.abs(numerical).max()
    return np.allclose(gradient, numerical, rtol=1e-6, atol=1e-6 * size)
