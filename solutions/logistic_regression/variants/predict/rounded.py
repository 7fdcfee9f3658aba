"""np.round, which rounds one half to the even number 0."""

import numpy as np


def predict(w, b, X):
    return np.round(sigmoid(w.T @ X + b))
