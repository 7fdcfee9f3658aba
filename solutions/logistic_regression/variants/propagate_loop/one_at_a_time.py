"""Calls gradients_of_one and loss for each pair of the transposed arrays."""

import numpy as np


def propagate_loop(w, b, X, Y):
    losses, dws, dbs = [], [], []
    for x, (y,) in zip(X.T, Y.T):
        x = x.reshape(-1, 1)
        dw, db = gradients_of_one(w, b, x, float(y))
        losses.append(loss(sigmoid((w.T @ x).item() + b), float(y)))
        dws.append(dw)
        dbs.append(db)
    return np.mean(losses), np.mean(dws, axis=0), np.mean(dbs)
