"""With match, and the slopes first."""

import numpy as np


def binary_backward(name, g, left, right):
    match name:
        case "add":
            slopes = 1.0, 1.0
        case "subtract":
            slopes = 1.0, -1.0
        case "multiply":
            slopes = right, left
        case _:
            slopes = 1 / np.asarray(right), -np.asarray(left) / np.asarray(right) ** 2
    return [unbroadcast(g * s, np.shape(x)) for s, x in zip(slopes, (left, right))]
