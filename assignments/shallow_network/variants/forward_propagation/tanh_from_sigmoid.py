"""The hidden layer by the own sigmoid too: tanh(z) = 2 sigmoid(2z) - 1."""

import numpy as np


def tanh(z):
    return 2 * sigmoid(2 * z) - 1


def forward_propagation(X, parameters):
    """Compute A2 and the cache, with walruses."""
    A2 = sigmoid(
        Z2 := parameters["W2"]
        @ (A1 := tanh(Z1 := parameters["W1"] @ X + parameters["b1"]))
        + parameters["b2"]
    )
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
