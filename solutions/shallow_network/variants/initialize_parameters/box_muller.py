"""Normal draws from uniform ones, by the Box-Muller transform."""

import numpy as np

rng = np.random.default_rng(2024)


def standard_normal(shape):
    u, v = 1.0 - rng.random(shape), rng.random(shape)
    return np.sqrt(-2 * np.log(u)) * np.cos(2 * np.pi * v)


def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": 0.01 * standard_normal((n_h, n_x)),
        "b1": np.zeros((n_h, 1), dtype=float),
        "W2": 0.01 * standard_normal((n_y, n_h)),
        "b2": np.zeros((n_y, 1), dtype=float),
    }
