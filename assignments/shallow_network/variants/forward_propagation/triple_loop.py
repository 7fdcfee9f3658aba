"""Matrix products in pure Python, with lists and sums."""

import math

import numpy as np


def product(P, Q):
    rows, inner, columns = len(P), len(Q), len(Q[0])
    return [
        [sum(P[i][k] * Q[k][j] for k in range(inner)) for j in range(columns)] for i in range(rows)
    ]


def add_column(P, b):
    return [[value + b[i][0] for value in row] for i, row in enumerate(P)]


def forward_propagation(X, parameters):
    W1, b1, W2, b2 = (parameters[name].tolist() for name in ("W1", "b1", "W2", "b2"))
    Z1 = add_column(product(W1, X.tolist()), b1)
    A1 = [[math.tanh(z) for z in row] for row in Z1]
    Z2 = add_column(product(W2, A1), b2)
    A2 = sigmoid(np.array(Z2))
    return A2, {"Z1": np.array(Z1), "A1": np.array(A1), "Z2": np.array(Z2), "A2": A2}
