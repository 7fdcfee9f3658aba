"""Index by index."""

import numpy as np


def merge_linear_layers(W1, b1, W2, b2):
    return np.einsum("ij,jk->ik", W2, W1), np.einsum("ij,jk->ik", W2, b1) + b2
