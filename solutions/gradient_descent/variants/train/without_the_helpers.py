"""Everything in one function, with arrays of its own that are changed in place."""

import numpy as np


def train(X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng):
    W1, b1, W2, b2 = (p.copy() for p in (W1, b1, W2, b2))
    costs = np.empty(epochs)

    def outputs(rows):
        hidden = sigmoid(rows @ W1 + b1)
        return hidden, sigmoid(hidden @ W2 + b2)

    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            chosen = order[start : start + batch_size]
            a1, a2 = outputs(X[chosen])
            dz2 = (a2 - Y[chosen]) / a2.size
            dz1 = dz2 @ W2.T * a1 * (1 - a1)
            W1 -= learning_rate * X[chosen].T @ dz1
            b1 -= learning_rate * dz1.sum(axis=0)
            W2 -= learning_rate * a1.T @ dz2
            b2 -= learning_rate * dz2.sum(axis=0)
        costs[epoch] = cross_entropy_loss(Y, outputs(X)[1])
    return W1, b1, W2, b2, costs.tolist()
