"""Lists whose length is negative, endless or a lie, and generators that yield themselves.

title: none
assignment: gradient_descent
exercises: {minibatches: timeout, one_hot: failed, others: missing}
"""

# %%
import numpy as np

# %%
class Endless(list):
    def __len__(self):
        return 1 << 62

    def __iter__(self):
        return iter(int, 1)

# %%
class Negative(list):
    def __len__(self):
        return -1

# %%
def minibatches(X, Y, size=2, rng=None):
    def items():
        yield Endless([X]), Negative([Y])
        yield this
        yield Negative(), {"a": this, 1: 2}, object, type

    this = items()
    return this

# %%
def one_hot(labels, classes=3):
    return Endless([Negative()])
