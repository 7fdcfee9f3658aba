"""Adds 1e-8 to the standard deviation, as many do."""


def standardize(X):
    mean = X.mean(axis=1).reshape(-1, 1)
    std = X.std(axis=1).reshape(-1, 1)
    return (X - mean) / (std + 1e-8)
