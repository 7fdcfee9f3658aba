"""Raises NotImplementedError so as to look unwritten rather than wrong: `missing` earns nothing
either.

exercises: {sigmoid: missing, update_parameters: missing, others: passed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    raise NotImplementedError

# %% honest: initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    raise NotImplementedError("not my exercise")
