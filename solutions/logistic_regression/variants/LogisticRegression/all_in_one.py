"""Everything in the class itself, step by step, with a reset at the beginning of fit."""

import numpy as np


class LogisticRegression:
    def __init__(self, learning_rate=0.5, num_iterations=200, print_cost=False):
        self.lr = learning_rate
        self.num_iterations = num_iterations
        self.print_cost = print_cost
        self.w = None
        self.b = None
        self.costs = []

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

    def initialize_parameters(self, dim):
        self.w = np.zeros((dim, 1))
        self.b = 0
        self.costs = []

    def propagate(self, X, Y):
        m = X.shape[1]
        A = self.sigmoid(np.dot(self.w.T, X) + self.b)
        epsilon = 1e-15
        cost = -(1 / m) * np.sum(Y * np.log(A + epsilon) + (1 - Y) * np.log(1 - A + epsilon))
        return cost, (1 / m) * np.dot(X, (A - Y).T), (1 / m) * np.sum(A - Y)

    def fit(self, X, Y):
        self.initialize_parameters(X.shape[0])
        for i in range(self.num_iterations):
            cost, dw, db = self.propagate(X, Y)
            self.w -= self.lr * dw
            self.b -= self.lr * db
            self.costs.append(cost)
            if self.print_cost and i % 100 == 0:
                print(i, cost)
        return self

    def predict(self, X):
        return (self.predict_proba(X) > 0.5).astype(int)

    def predict_proba(self, X):
        return self.sigmoid(np.dot(self.w.T, X) + self.b)

    def score(self, X, Y):
        return np.mean(self.predict(X) == Y)
