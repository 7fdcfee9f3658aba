"""The shape filled up with ones on the left; one sum and a reshape."""

import numpy as np


def unbroadcast(gradient, target):
    padded = (1,) * (gradient.ndim - len(target)) + tuple(target)
    axes = tuple(k for k, n in enumerate(padded) if n == 1)
    return np.reshape(np.sum(gradient, axis=axes, keepdims=True), target)
