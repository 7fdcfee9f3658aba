"""Nested loops over rows and columns."""

import numpy as np


def update_matrix(P, dP, rate):
    new = np.zeros(P.shape)
    for i in range(P.shape[0]):
        for j in range(P.shape[1]):
            new[i][j] = P[i][j] - rate * dP[i][j]
    return new


def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = update_matrix(parameters["W1"], grads["dW1"], learning_rate)
    b1 = update_matrix(parameters["b1"], grads["db1"], learning_rate)
    W2 = update_matrix(parameters["W2"], grads["dW2"], learning_rate)
    b2 = update_matrix(parameters["b2"], grads["db2"], learning_rate)
    return dict(W1=W1, b1=b1, W2=W2, b2=b2)
