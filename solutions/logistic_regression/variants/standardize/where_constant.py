"""np.where on a standard deviation of almost 0, and the formula of the variance written out."""

import numpy as np


def standardize(X_train, X_new):
    m = X_train.shape[1]
    mu = np.sum(X_train, axis=1, keepdims=True) / m
    s = np.sqrt(np.sum((X_train - mu) ** 2, axis=1, keepdims=True) / m)
    s = np.where(s < 1e-12, 1, s)
    return (X_train - mu) / s, (X_new - mu) / s
