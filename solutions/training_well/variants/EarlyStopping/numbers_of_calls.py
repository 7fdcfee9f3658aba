"""The number of the best call is remembered, and NumPy's own truth values come back."""

import numpy as np


class EarlyStopping:
    best_parameters = None

    def __init__(self, patience):
        self.patience, self.best_cost, self.best_call, self.calls = patience, np.inf, 0, 0

    def update(self, cost, parameters):
        self.calls = self.calls + 1
        if self.best_cost > cost:
            self.best_call, self.best_cost = self.calls, cost
            self.best_parameters = {key: np.array(p) for key, p in parameters.items()}
            return np.bool_(False)
        return np.bool_(self.calls - self.best_call >= self.patience)
