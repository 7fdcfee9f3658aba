"""With broadcast_to, and the count from the axis."""

import numpy as np


def reduce_backward(operation, grad, x, axis):
    spread = np.broadcast_to(grad, x.shape).copy()
    if operation == "mean":
        return spread / (x.size if axis is None else x.shape[axis])
    if operation == "max":
        return np.where(x == np.amax(x, axis=axis, keepdims=True), spread, 0.0)
    return spread
