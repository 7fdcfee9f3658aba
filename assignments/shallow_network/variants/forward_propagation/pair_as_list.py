"""A list as the pair that comes back, and sigmoid under another name."""

import numpy as np

squash = sigmoid


def forward_propagation(X, parameters):
    A1 = np.tanh(parameters["W1"] @ X + parameters["b1"])
    A2 = squash(parameters["W2"] @ A1 + parameters["b2"])
    return [A2, {"A1": A1, "A2": A2}]
