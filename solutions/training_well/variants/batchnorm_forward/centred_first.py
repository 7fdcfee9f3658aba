"""Centred values first; rows made with reshape."""

import numpy as np


def batchnorm_forward(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5
):
    stats = dict(running)
    if training:
        stats = {"mean": Z.mean(0).reshape(1, -1), "var": Z.std(0).reshape(1, -1) ** 2}
        running = {
            key: momentum * running[key] + (1.0 - momentum) * stats[key]
            for key in ("mean", "var")
        }
    centred = Z - stats["mean"]
    std = np.sqrt(np.add(stats["var"], epsilon))
    cache = dict(Z_hat=centred / std, std=std)
    return [beta + centred * (gamma / std), cache, running]
