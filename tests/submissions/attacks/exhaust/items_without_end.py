"""A generator yields for ever, each item larger than the one before.

title: none
assignment: gradient_descent
exercises: {minibatches: crashed, others: missing}
"""

# %%
import numpy as np

# %%
def minibatches(X, Y, size=2, rng=None):
    n = 1
    while True:
        yield np.zeros((n, n)), np.zeros((n, n))
        n *= 2
