"""A function of one number with math.exp, made into one of arrays by np.vectorize."""

import math

import numpy as np


@np.vectorize
def sigmoid(z):
    if z < 0:
        return math.exp(z) / (1 + math.exp(z))
    return 1 / (1 + math.exp(-z))
