"""Both loops of the derivation: over the samples, and over the features."""

import math

import numpy as np


def propagate_loop(w, b, X, Y):
    n, m = X.shape
    J, db = 0, 0
    dw = np.zeros((n, 1))
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j][0] * X[j][i]
        a = float(sigmoid(z))
        a_safe = min(max(a, 1e-15), 1 - 1e-15)
        J += -(Y[0][i] * math.log(a_safe) + (1 - Y[0][i]) * math.log(1 - a_safe))
        dz = a - Y[0][i]
        for j in range(n):
            dw[j][0] += X[j][i] * dz
        db += dz
    J /= m
    dw /= m
    db /= m
    return J, dw, db
