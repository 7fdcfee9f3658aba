"""A loop over the pictures, into an array of zeros."""

import numpy as np


def flatten(pictures):
    m = pictures.shape[0]
    n_x = 1
    for length in pictures.shape[1:]:
        n_x = n_x * length
    X = np.zeros((n_x, m))
    for i in range(m):
        X[:, i] = pictures[i].flatten()
    return X
