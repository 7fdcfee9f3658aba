"""Works with samples in columns and transposes what comes back."""

import numpy as np


def forward_propagation(X, W1, b1, W2, b2):
    Z1 = W1.T @ X.T + b1.T
    A1 = 1 / (1 + np.exp(-Z1))
    Z2 = W2.T @ A1 + b2.T
    A2 = 1 / (1 + np.exp(-Z2))
    return Z1.T, A1.T, Z2.T, A2.T
