"""Dropout that scales when the network is used, not in training; and early stopping that keeps
the last parameters.

based on: as_taught
exercises: {dropout: failed, EarlyStopping: failed, others: passed}
says:
  dropout: "You scale in use"
  EarlyStopping: "those of the last call"
"""


# %% dropout-solution
def dropout(A, keep, rng, training=True):
    if training:
        mask = (rng.random(A.shape) < keep) * 1.0
        return A * mask, mask
    return A * keep, np.full(A.shape, keep)


# %% EarlyStopping-solution
class EarlyStopping:
    def __init__(self, patience):
        self.patience, self.best_cost, self.bad = patience, float("inf"), 0

    def update(self, cost, parameters):
        self.best_parameters = parameters
        if cost < self.best_cost:
            self.best_cost, self.bad = cost, 0
        else:
            self.bad += 1
        return self.bad >= self.patience
