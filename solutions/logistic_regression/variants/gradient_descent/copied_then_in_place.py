"""A copy at the beginning, then steps in place."""

import numpy as np


def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    w = w.copy()
    costs = []
    for i in range(num_iterations):
        cost, dw, db = propagate(w, b, X, Y)
        w -= learning_rate * dw
        b -= learning_rate * db
        costs.append(cost)
    return w, b, costs
