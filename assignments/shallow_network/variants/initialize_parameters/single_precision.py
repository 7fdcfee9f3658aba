"""Draws and zeros in single precision."""

import numpy as np


def initialize_parameters(n_x, n_h, n_y):
    rng = np.random.default_rng(11)
    f4 = np.float32
    return {
        "W1": rng.standard_normal((n_h, n_x), dtype=f4) * f4(0.01),
        "b1": np.zeros((n_h, 1), f4),
        "W2": rng.standard_normal((n_y, n_h), dtype=f4) * f4(0.01),
        "b2": np.zeros((n_y, 1), f4),
    }
