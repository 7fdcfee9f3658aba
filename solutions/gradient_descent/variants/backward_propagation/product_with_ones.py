"""Sums over the samples as a product with a row of ones; einsum for the rest."""

import numpy as np


def backward_propagation(X, y_true, a1, a2, W2):
    ones = np.ones((1, len(X)))
    dz2 = (a2 - y_true) / np.prod(a2.shape)
    dz1 = np.einsum("mk,hk,mh->mh", dz2, W2, a1 * (1 - a1))
    return np.einsum("mx,mh->xh", X, dz1), ones @ dz1, np.einsum("mh,mk->hk", a1, dz2), ones @ dz2
