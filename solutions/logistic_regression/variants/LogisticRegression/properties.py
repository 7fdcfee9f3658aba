"""A dataclass with what was learned in one tuple, and properties that show its parts."""

from dataclasses import dataclass, field

import numpy as np


@dataclass
class LogisticRegression:
    learning_rate: float = 0.5
    num_iterations: int = 200
    learned: tuple = field(default=(), repr=False)

    def fit(self, X, Y):
        start = np.zeros((len(X), 1)), 0.0
        self.learned = gradient_descent(X, Y, *start, self.learning_rate, self.num_iterations)
        return self

    @property
    def w(self):
        return self.learned[0]

    @property
    def b(self):
        return self.learned[1]

    @property
    def costs(self):
        return np.array(self.learned[2])

    def predict_proba(self, X):
        return sigmoid(self.w.T @ X + self.b)

    def predict(self, X):
        return self.predict_proba(X) > 0.5

    def score(self, X, Y):
        return float((self.predict(X) == (Y > 0.5)).sum() / Y.size)
