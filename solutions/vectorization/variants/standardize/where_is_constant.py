"""Chooses the zeros at the end, by comparing each row with its first number."""

import numpy as np


def standardize(X):
    mu = np.mean(X, axis=1, keepdims=True)
    sigma = np.sqrt(np.mean((X - mu) ** 2, axis=1, keepdims=True))
    constant = np.all(X == X[:, :1], axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(constant, 0.0, (X - mu) / sigma)
