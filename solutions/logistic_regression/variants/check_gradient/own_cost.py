"""A cost of its own, written from loss and sigmoid, and lengths written out."""

import numpy as np


def check_gradient(w, b, X, Y, dw, db, h=1e-5):
    def cost(weights, bias):
        return np.mean(loss(sigmoid(np.dot(weights.T, X) + bias), Y))

    slopes = []
    for j in range(len(w)):
        moved = np.array(w, dtype=float)
        moved[j] = w[j] + h
        right = cost(moved, b)
        moved[j] = w[j] - h
        slopes.append((right - cost(moved, b)) / (2 * h))
    bias_slope = (cost(w, b + h) - cost(w, b - h)) / (2 * h)
    total = sum((a - s) ** 2 for a, s in zip(dw[:, 0], slopes)) + (db - bias_slope) ** 2
    length = np.sqrt(np.sum(dw**2) + db**2) + np.sqrt(sum(s**2 for s in slopes) + bias_slope**2)
    return np.array(slopes).reshape(-1, 1), bias_slope, np.sqrt(total) / length
