"""Mean and variance by sums; two branches."""

import numpy as np


def batchnorm_forward(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5
):
    m = Z.shape[0]
    if training:
        mu = np.sum(Z, axis=0, keepdims=True) / m
        var = np.sum(np.square(Z - mu), axis=0, keepdims=True) / m
        std = np.sqrt(var + epsilon)
        new_running = {}
        new_running["mean"] = running["mean"] * momentum + mu * (1 - momentum)
        new_running["var"] = running["var"] * momentum + var * (1 - momentum)
    else:
        mu = running["mean"]
        std = np.sqrt(running["var"] + epsilon)
        new_running = running.copy()
    Z_hat = (Z - mu) / std
    return np.multiply(gamma, Z_hat) + beta, {"Z_hat": Z_hat, "std": std}, new_running
