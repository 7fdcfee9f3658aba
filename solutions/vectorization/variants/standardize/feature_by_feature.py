"""A loop over the features, into an array of zeros."""

import numpy as np


def standardize(X):
    result = np.zeros(X.shape)
    for i, row in enumerate(X):
        if row.min() < row.max():
            result[i] = (row - row.mean()) / row.std()
    return result
