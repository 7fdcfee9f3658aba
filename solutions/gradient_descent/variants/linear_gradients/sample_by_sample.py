"""Adds up what each sample says."""

import numpy as np


def linear_gradients(X, y, w, b):
    dw, db = np.zeros(w.shape), 0.0
    for x, target in zip(X, y):
        error = (x @ w + b - target).item()
        dw += 2 * error * x.reshape(-1, 1)
        db += 2 * error
    return [dw / len(X), db / len(X)]
