"""The exponential of the logarithm of the sigmoid."""

import numpy as np


def log_sigmoid(z):
    return -np.logaddexp(0, -z)


def sigmoid(z):
    return np.exp(log_sigmoid(z))
