"""Works with samples as rows and transposes what comes back."""

from operator import itemgetter

import numpy as np


def forward_propagation(X, parameters):
    W1, b1, W2, b2 = itemgetter("W1", "b1", "W2", "b2")(parameters)
    rows = X.T
    Z1 = rows @ W1.T + b1.T
    A1 = np.tanh(Z1)
    Z2 = A1 @ W2.T + b2.T
    A2 = sigmoid(Z2)
    return A2.T, {"Z1": Z1.T, "A1": A1.T, "Z2": Z2.T, "A2": A2.T}
