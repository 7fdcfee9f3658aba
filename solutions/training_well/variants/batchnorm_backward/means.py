"""Two means are taken away."""

import numpy as np


def batchnorm_backward(dOut, gamma, cache):
    Z_hat = cache["Z_hat"]
    dZ_hat = gamma * dOut
    inner = dZ_hat - dZ_hat.mean(axis=0) - Z_hat * (dZ_hat * Z_hat).mean(axis=0)
    dgamma = (dOut * Z_hat).sum(axis=0).reshape(gamma.shape)
    return inner / cache["std"], dgamma, dOut.sum(axis=0).reshape(gamma.shape)
