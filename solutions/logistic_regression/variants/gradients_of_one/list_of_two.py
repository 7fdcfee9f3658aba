"""A sum of products for z, a zero-dimensional array for db, and a list of both."""

import numpy as np


def gradients_of_one(w, b, x, y):
    dz = np.asarray(sigmoid(np.sum(w * x) + b) - y)
    return [x * dz, dz]
