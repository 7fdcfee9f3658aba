"""The costs in an array that is made beforehand; everything in one function."""

import numpy as np


def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    m = X.shape[1]
    costs = np.zeros(num_iterations)
    for k in range(num_iterations):
        A = sigmoid(np.dot(w.T, X) + b)
        costs[k] = np.mean(loss(A, Y))
        dZ = A - Y
        w = w - learning_rate * np.dot(X, dZ.T) / m
        b = b - learning_rate * np.sum(dZ) / m
    return w, b, costs
