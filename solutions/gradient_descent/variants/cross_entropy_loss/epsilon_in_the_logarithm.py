"""A tiny number inside each logarithm in place of clipping."""

import numpy as np


def cross_entropy_loss(y_true, y_pred):
    epsilon = 1e-15
    terms = y_true * np.log(y_pred + epsilon) + (1 - y_true) * np.log(1 - y_pred + epsilon)
    return -np.sum(terms) / terms.size
