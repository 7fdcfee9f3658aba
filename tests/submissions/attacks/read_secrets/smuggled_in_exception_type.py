"""Raises exceptions of types that are named after the hidden inputs.

exercises: {sigmoid: crashed, backward_propagation: crashed, others: passed}
portable: true
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    raise type(f"SMUGGLED {np.asarray(z).ravel()[:6].tolist()}", (Exception,), {})()

# %% honest: initialize_parameters, forward_propagation, compute_cost

# %%
def backward_propagation(parameters, cache, X, Y):
    raise type(f"SMUGGLED {X.ravel()[:4].tolist()}", (ValueError,), {})("wrong")

# %% honest: update_parameters
