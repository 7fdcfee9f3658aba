"""One long vector of draws, cut in two and reshaped."""

import numpy as np

SCALE = 0.01


def initialize_parameters(n_x, n_h, n_y):
    draws = SCALE * np.random.default_rng(seed=7).normal(size=n_h * n_x + n_y * n_h)
    first, second = np.split(draws, [n_h * n_x])
    return {
        "W1": first.reshape(n_h, n_x),
        "b1": np.zeros(n_h).reshape(-1, 1),
        "W2": second.reshape(n_y, n_h),
        "b2": np.zeros(n_y)[:, np.newaxis],
    }
