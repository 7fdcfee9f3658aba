"""No loop at all: the values are the same."""

import numpy as np


def propagate_loop(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    return loss(A, Y).mean(), (X * (A - Y)).mean(axis=1, keepdims=True), (A - Y).mean()
