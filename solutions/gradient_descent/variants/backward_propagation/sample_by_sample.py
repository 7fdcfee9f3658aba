"""The mean of the gradients of each single sample."""

import numpy as np


def backward_propagation(X, y_true, a1, a2, W2):
    m, n_out = a2.shape
    dW1, db1 = np.zeros((X.shape[1], a1.shape[1])), np.zeros((1, a1.shape[1]))
    dW2, db2 = np.zeros(W2.shape), np.zeros((1, n_out))
    for i in range(m):
        dz2 = (a2[[i]] - y_true[[i]]) / n_out
        dz1 = dz2 @ W2.T * (a1[[i]] - a1[[i]] ** 2)
        dW1 += X[[i]].T @ dz1 / m
        db1 += dz1 / m
        dW2 += np.outer(a1[i], dz2) / m
        db2 += dz2 / m
    return dW1, db1, dW2, db2
