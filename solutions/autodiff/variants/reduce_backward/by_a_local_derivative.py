"""A local derivative in the shape of x, whatever the operation is."""

import numpy as np


def reduce_backward(name, g, array, axis):
    if name == "max":
        local = (array >= np.max(array, axis, keepdims=True)).astype(float)
    else:
        local = np.ones(array.shape)
        if name == "mean":
            local /= local.sum(axis=axis, keepdims=True)
    return local * g
