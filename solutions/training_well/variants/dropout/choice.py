"""rng.choice between 0 and the factor."""

import numpy as np


def dropout(A, keep, rng, training=True):
    mask = np.ones(np.shape(A))
    if training:
        mask = rng.choice([0.0, 1 / keep], size=np.shape(A), p=[1 - keep, keep])
    return np.multiply(A, mask), mask
