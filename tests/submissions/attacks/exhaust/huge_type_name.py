"""Raises an exception, and returns an object, of a type with a name of a million characters.

exercises: {compute_cost: crashed, update_parameters: failed, others: passed}
"""

# %%
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    raise type("X" * 1_000_000, (Exception,), {})("x")

# %% honest: backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return type("Y" * 1_000_000, (), {})()
