"""NumPy's own function, whose ValueError names both shapes."""

import numpy as np


def broadcast_shape(a, b):
    return np.broadcast_shapes(a, b)
