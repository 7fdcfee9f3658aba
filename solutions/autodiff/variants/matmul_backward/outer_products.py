"""As sums of outer products."""

import numpy as np


def matmul_backward(grad, A, B):
    dA, dB = np.zeros(A.shape), np.zeros(B.shape)
    for j in range(grad.shape[1]):
        dA += np.outer(grad[:, j], B[:, j])
    for i in range(grad.shape[0]):
        dB += np.outer(A[i], grad[i])
    return dA, dB
