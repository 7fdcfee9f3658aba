"""Lets np.divide skip the constant rows; the deviation comes from the variance."""

import numpy as np


def standardize(X):
    X = np.asarray(X, dtype=np.float64)
    m = X.shape[1]
    centred = X - X.sum(axis=1, keepdims=True) / m
    varies = np.broadcast_to(X.max(1, keepdims=True) > X.min(1, keepdims=True), X.shape)
    deviation = np.sqrt((centred * centred).sum(axis=1, keepdims=True) / m)
    return np.divide(centred, deviation, out=np.zeros_like(centred), where=varies)
