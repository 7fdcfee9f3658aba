"""A loop over the units."""

import numpy as np


def batchnorm_forward(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5
):
    n = Z.shape[1]
    Z_hat, std = np.zeros(Z.shape), np.zeros((1, n))
    mean, var = running["mean"].copy(), running["var"].copy()
    for j in range(n):
        mu, sigma2 = mean[0, j], var[0, j]
        if training:
            mu, sigma2 = np.mean(Z[:, j]), np.var(Z[:, j])
            mean[0, j] += (1 - momentum) * (mu - mean[0, j])
            var[0, j] += (1 - momentum) * (sigma2 - var[0, j])
        std[0, j] = (sigma2 + epsilon) ** 0.5
        Z_hat[:, j] = (Z[:, j] - mu) / std[0, j]
    cache = {"Z_hat": Z_hat, "std": std, "gamma": gamma}
    return gamma * Z_hat + beta, cache, {"mean": mean, "var": var}
