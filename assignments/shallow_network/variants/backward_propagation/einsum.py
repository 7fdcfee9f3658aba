"""np.einsum for all products and sums."""

import numpy as np


def backward_propagation(parameters, cache, X, Y):
    A1, m = cache["A1"], X.shape[1]
    dZ2 = np.subtract(cache["A2"], Y)
    dZ1 = np.einsum("yh,ym,hm->hm", parameters["W2"], dZ2, 1 - np.square(A1))
    return dict(
        dW1=np.einsum("hm,xm->hx", dZ1, X) / m,
        db1=np.einsum("hm->h", dZ1)[:, None] / m,
        dW2=np.einsum("ym,hm->yh", dZ2, A1) / m,
        db2=np.einsum("ym->y", dZ2)[:, None] / m,
    )
