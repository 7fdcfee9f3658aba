"""np.dot and the sigmoid, one line for each formula, as in a text on gradient descent."""

import numpy as np


def forward_propagation(X, W1, b1, W2, b2):
    z1 = np.dot(X, W1) + b1  # weighted sums of the hidden layer
    a1 = sigmoid(z1)
    z2 = np.dot(a1, W2) + b2  # weighted sums of the output layer
    a2 = sigmoid(z2)
    return z1, a1, z2, a2
