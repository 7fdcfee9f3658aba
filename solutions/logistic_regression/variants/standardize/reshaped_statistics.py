"""Statistics with one axis, made columns by an index, and a helper for both arrays."""

import numpy as np


def standardize(X_train, X_new):
    mean = X_train.mean(axis=1)[:, None]
    deviation = X_train.std(axis=1)[:, None]
    varies = (X_train.min(axis=1) < X_train.max(axis=1))[:, None]

    def scaled(X):
        centred = X - mean
        return np.divide(centred, deviation, out=centred, where=varies)

    return [scaled(X_train), scaled(X_new)]
