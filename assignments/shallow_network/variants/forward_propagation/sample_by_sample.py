"""A loop over the samples, whose columns are put side by side at the end."""

import numpy as np


def one_sample(x, W1, b1, W2, b2):
    z1 = np.dot(W1, x) + b1
    a1 = np.tanh(z1)
    z2 = np.dot(W2, a1) + b2
    a2 = sigmoid(z2)
    return z1, a1, z2, a2


def forward_propagation(X, parameters):
    columns = [one_sample(X[:, [i]], **parameters) for i in range(X.shape[1])]
    Z1, A1, Z2, A2 = (np.hstack(part) for part in zip(*columns))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
