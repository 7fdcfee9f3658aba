"""The loop with every name written out."""

import numpy as np


def train(X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng):
    costs = []
    for epoch in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            z1, a1, z2, a2 = forward_propagation(X_batch, W1, b1, W2, b2)
            dW1, db1, dW2, db2 = backward_propagation(X_batch, Y_batch, a1, a2, W2)
            W1, b1, W2, b2 = update_parameters(
                W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=learning_rate
            )
        z1, a1, z2, a2 = forward_propagation(X, W1, b1, W2, b2)
        costs.append(cross_entropy_loss(Y, a2))
    return W1, b1, W2, b2, np.array(costs)
