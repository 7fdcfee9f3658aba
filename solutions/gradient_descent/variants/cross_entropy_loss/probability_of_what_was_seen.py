"""The logarithm of the probability that the model gave to what was seen."""

import numpy as np


def cross_entropy_loss(y_true, y_pred):
    seen = np.where(np.asarray(y_true) == 1, y_pred, 1 - y_pred)
    return float(np.mean(-np.log(np.maximum(seen, 1e-15))))
