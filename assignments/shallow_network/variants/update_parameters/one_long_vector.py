"""All parameters as one long vector, which takes the step and is cut up again."""

import numpy as np

NAMES = ("W1", "b1", "W2", "b2")


def update_parameters(parameters, grads, learning_rate=1.2):
    theta = np.concatenate([parameters[name].ravel() for name in NAMES])
    slope = np.concatenate([grads["d" + name].ravel() for name in NAMES])
    theta = theta - learning_rate * slope
    updated, start = {}, 0
    for name in NAMES:
        size, shape = parameters[name].size, parameters[name].shape
        updated[name] = theta[start : start + size].reshape(shape)
        start += size
    return updated
