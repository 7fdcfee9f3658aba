"""Each number is added at the place that it comes from."""

import numpy as np


def unbroadcast(grad, shape):
    result = np.zeros(shape)
    view = np.broadcast_to(np.arange(result.size).reshape(shape), grad.shape)
    np.add.at(result.reshape(-1), view.ravel(), grad.ravel())
    return result
