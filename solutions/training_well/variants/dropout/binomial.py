"""Throws of a coin by rng.binomial."""

import numpy as np


def dropout(A, keep, rng, training=True):
    if not training:
        return A.copy(), np.ones_like(A)
    mask = rng.binomial(1, keep, size=A.shape) / keep
    return A * mask, mask
