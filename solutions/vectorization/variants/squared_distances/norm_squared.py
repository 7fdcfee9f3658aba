"""The norm along the features, squared."""

import numpy as np


def squared_distances(P, X):
    return np.linalg.norm(P[..., None] - X[:, None], axis=0) ** 2
