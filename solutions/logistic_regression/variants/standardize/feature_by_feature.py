"""A loop over the features, into new arrays of floats."""

import numpy as np


def standardize(X_train, X_new):
    old, new = X_train.astype(float), X_new.astype(float)
    for j in range(len(X_train)):
        mean, deviation = np.mean(X_train[j]), np.std(X_train[j])
        for X in (old, new):
            X[j] -= mean
            if np.ptp(X_train[j]) > 0:
                X[j] /= deviation
    return old, new
