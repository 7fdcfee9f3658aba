"""A named tuple as the pair that comes back."""

from collections import namedtuple

import numpy as np

Forward = namedtuple("Forward", ["A2", "cache"])


def forward_propagation(X, parameters):
    Z1 = parameters["W1"].dot(X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"].dot(A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return Forward(A2=A2, cache={"Z1": Z1, "Z2": Z2, "A1": A1, "A2": A2})
