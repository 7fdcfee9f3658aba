"""One line for each formula; the sigmoid is called."""

import numpy as np


def logistic_gradients(X, y, w, b):
    m = X.shape[0]
    Z = np.dot(X, w) + b
    A = sigmoid(Z)
    dZ = A - y
    dw = (1 / m) * np.dot(X.T, dZ)
    db = (1 / m) * np.sum(dZ)
    return dw, db
