"""The matrix of all derivatives of a unit, unit by unit."""

import numpy as np


def batchnorm_backward(dOut, gamma, cache):
    m, n = dOut.shape
    dZ = np.zeros((m, n))
    for j in range(n):
        z = cache["Z_hat"][:, [j]]
        jacobian = (np.eye(m) - 1 / m - z @ z.T / m) / cache["std"][0, j]
        dZ[:, j] = jacobian.T @ dOut[:, j] * gamma[0, j]
    dgamma = np.einsum("ij,ij->j", dOut, cache["Z_hat"])[None]
    return dZ, dgamma, np.ones((1, m)) @ dOut
