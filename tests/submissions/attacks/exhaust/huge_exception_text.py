"""Raises exceptions with texts of millions of characters.

exercises: {compute_cost: crashed, update_parameters: crashed, others: passed}
portable: true
"""

# %%
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    raise ValueError("x" * 5_000_000)

# %% honest: backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    raise KeyError("\0\u2028\n" * 300_000)
