"""A loop over the flattened array that appends to a list, and a reshape."""

import numpy as np


def sigmoid(z):
    flat = np.ravel(z)
    values = []
    for i in range(len(flat)):
        x = float(flat[i])
        if x < -700:  # np.exp would overflow
            values.append(0.0)
        else:
            values.append(1 / (1 + np.exp(-x)))
    return np.array(values).reshape(np.shape(z))
