"""One row of distances for each point."""

import numpy as np


def squared_distances(P, X):
    rows = []
    for i in range(P.shape[1]):
        rows.append(((X - P[:, [i]]) ** 2).sum(axis=0))
    return np.array(rows)
