"""The three ways one after the other, as in the paper."""

import numpy as np


def batchnorm_backward(dOut, gamma, cache):
    m = dOut.shape[0]
    Z_hat, std = cache["Z_hat"], cache["std"]
    centred = Z_hat * std
    dZ_hat = dOut * gamma
    dvar = np.sum(dZ_hat * centred * -0.5 * std**-3, axis=0, keepdims=True)
    dmean = np.sum(-dZ_hat / std, axis=0, keepdims=True)
    dmean = dmean + dvar * np.mean(-2 * centred, axis=0, keepdims=True)
    dZ = dZ_hat / std + dvar * 2 * centred / m + dmean / m
    dgamma = np.sum(dOut * Z_hat, axis=0, keepdims=True)
    return dZ, dgamma, np.sum(dOut, axis=0, keepdims=True)
