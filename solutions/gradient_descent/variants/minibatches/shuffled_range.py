"""rng.shuffle on an array of row numbers, and a while loop."""

import numpy as np


def minibatches(X, Y, batch_size, rng):
    rows = np.arange(len(X))
    rng.shuffle(rows)
    while len(rows):
        yield X[rows[:batch_size]], Y[rows[:batch_size]]
        rows = rows[batch_size:]
