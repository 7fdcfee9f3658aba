"""One weight after the other, with plain numbers, as on paper."""

import numpy as np


def gradients_of_one(w, b, x, y):
    z = b
    for j in range(len(w)):
        z += w[j, 0] * x[j, 0]
    dz = sigmoid(z) - y
    dw = np.zeros(w.shape)
    for j in range(len(w)):
        dw[j, 0] = x[j, 0] * dz
    return dw, dz
