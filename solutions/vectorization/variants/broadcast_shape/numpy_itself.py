"""Takes the shape from NumPy's own function, and compares the padded shapes with it."""

import numpy as np


def broadcast_shape(a, b):
    shape = np.broadcast_shapes(a, b)  # its ValueError names both shapes
    stretched = []
    for own in (a, b):
        padded = (1,) * (len(shape) - len(own)) + tuple(own)
        stretched.append(tuple(i for i, n in enumerate(padded) if n != shape[i]))
    return shape, *stretched
