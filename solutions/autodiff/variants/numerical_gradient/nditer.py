"""With np.nditer, as in CS231n, and other names."""

import numpy as np


def numerical_gradient(function, point, eps=1e-5):
    function = as_function(function)
    point = np.array(point, dtype=np.float64)
    grad = np.zeros_like(point)
    iterator = np.nditer(point, flags=["multi_index"])
    while not iterator.finished:
        index = iterator.multi_index
        old = point[index]
        point[index] = old + eps
        plus = function(point.copy())
        point[index] = old - eps
        minus = function(point.copy())
        point[index] = old
        grad[index] = (plus - minus) / (2.0 * eps)
        iterator.iternext()
    return grad
