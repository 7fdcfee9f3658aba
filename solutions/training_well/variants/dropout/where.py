"""What is dropped by np.where, with the comparison the other way round."""

import numpy as np


def dropout(A, keep, rng, training=True):
    if training:
        dropped = rng.uniform(size=A.shape) >= keep
        return np.where(dropped, 0.0, A / keep), np.where(dropped, 0.0, 1 / keep)
    else:
        return A * 1.0, np.ones(A.shape)
