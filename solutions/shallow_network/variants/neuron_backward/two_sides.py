"""Each side of zero on its own, and a list in place of a tuple."""

import numpy as np


def neuron_backward(x, w, b, da):
    z = np.sum(w.T * x) + b
    slope = 1 / (1 + z) ** 2 if z > 0 else 1 / (1 - z) ** 2
    dz = da * slope
    return [dz * np.transpose(w), dz * np.transpose(x), dz]
