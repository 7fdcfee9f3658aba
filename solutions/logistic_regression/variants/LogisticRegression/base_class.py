"""A base class for what any classifier can do, and other names for the arguments."""

import numpy as np


class Classifier:
    def predict(self, samples):
        return np.where(self.predict_proba(samples) > 0.5, 1.0, 0.0)

    def score(self, samples, labels):
        wrong = np.abs(self.predict(samples) - labels).sum()
        return 1 - wrong / labels.shape[1]


class LogisticRegression(Classifier):
    def __init__(self, learning_rate=0.5, num_iterations=200):
        self.settings = {"learning_rate": learning_rate, "num_iterations": num_iterations}

    def fit(self, samples, labels):
        w, b = np.zeros((samples.shape[0], 1)), 0.0
        self.w, self.b, self.costs = gradient_descent(samples, labels, w, b, **self.settings)
        return self

    def predict_proba(self, samples):
        return sigmoid(np.dot(self.w.T, samples) + self.b)
