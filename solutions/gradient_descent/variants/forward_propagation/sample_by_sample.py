"""A loop over the samples, whose rows are stacked at the end."""

import numpy as np


def forward_propagation(X, W1, b1, W2, b2):
    rows = []
    for x in X:
        z1 = x @ W1 + b1[0]
        a1 = sigmoid(z1)
        z2 = a1 @ W2 + b2[0]
        rows.append((z1, a1, z2, sigmoid(z2)))
    return [np.stack(part) for part in zip(*rows)]
