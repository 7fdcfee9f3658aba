"""Returns an integer of ten million digits, whose decimal text takes ages.

exercises: {sigmoid: failed, compute_cost: failed, others: passed}
portable: true
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    return 1 << 30_000_000

# %% honest: initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    return -(1 << 16_000)

# %% honest: backward_propagation, update_parameters
