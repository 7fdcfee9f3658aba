"""Returns a list, not a generator; sorted random keys make the order."""

import numpy as np


def minibatches(X, Y, batch_size, rng):
    order = np.argsort(rng.random(len(X)))
    parts = np.split(order, range(batch_size, len(X), batch_size))
    return [(X[part], Y[part]) for part in parts]
