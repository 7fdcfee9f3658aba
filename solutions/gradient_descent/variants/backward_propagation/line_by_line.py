"""One line for each formula with the factor in each gradient, in the order of a text on it."""

import numpy as np


def backward_propagation(X, y_true, a1, a2, W2):
    n = y_true.shape[0] * y_true.shape[1]
    dz2 = a2 - y_true
    dW2 = (1 / n) * np.dot(a1.T, dz2)
    db2 = (1 / n) * np.sum(dz2, axis=0, keepdims=True)
    da1 = np.dot(dz2, W2.T)
    dz1 = da1 * a1 * (1 - a1)
    dW1 = (1 / n) * np.dot(X.T, dz1)
    db1 = (1 / n) * np.sum(dz1, axis=0, keepdims=True)
    return dW1, db1, dW2, db2
