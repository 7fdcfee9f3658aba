"""All parameters in one column, and copies of it that are moved."""

import numpy as np


def check_gradient(w, b, X, Y, dw, db, h=1e-5):
    theta = np.vstack([w, [[b]]])
    claimed = np.vstack([dw, [[db]]])

    def cost(theta):
        return propagate(theta[:-1], theta[-1, 0], X, Y)[0]

    measured = np.zeros_like(theta)
    for k in range(theta.shape[0]):
        up, down = theta.copy(), theta.copy()
        up[k, 0] += h
        down[k, 0] -= h
        measured[k, 0] = (cost(up) - cost(down)) / 2 / h
    error = np.linalg.norm(claimed - measured) / (np.linalg.norm(claimed) + np.linalg.norm(measured))
    return measured[:-1], measured[-1, 0], error
