"""Rank-1 columns for z, reshaped for dw, and numbers squeezed at the end."""

import numpy as np


def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    J = 0.0
    dw = np.zeros_like(w)
    db = 0.0
    for i in range(m):
        z = np.dot(w.T, X[:, i]) + b
        a = sigmoid(z)
        J += loss(a, Y[0, i])
        dw += (a - Y[0, i]) * X[:, i].reshape(-1, 1)
        db += a - Y[0, i]
    return np.squeeze(J / m), dw / m, np.squeeze(db / m)
