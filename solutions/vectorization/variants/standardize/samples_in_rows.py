"""Works on the transposed array, where the mean of a feature needs no keepdims."""

import numpy as np


def standardize(X):
    R = np.array(X, dtype=float).T
    R -= R.mean(axis=0)
    s = R.std(axis=0)
    s[s < 1e-12] = 1.0
    return (R / s).T
