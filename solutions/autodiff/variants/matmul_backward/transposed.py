"""Through the transposed product, and as a list."""

import numpy as np


def matmul_backward(g, left, right):
    return [np.dot(right, g.T).T, np.transpose(np.dot(g.T, left))]
