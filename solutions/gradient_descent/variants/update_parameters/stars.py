"""All eight arrays by a star."""

import numpy as np


def update_parameters(*arrays, learning_rate=0.1):
    if len(arrays) == 9:
        *arrays, learning_rate = arrays
    half = len(arrays) // 2
    return tuple(np.add(p, -learning_rate * d) for p, d in zip(arrays[:half], arrays[half:]))
