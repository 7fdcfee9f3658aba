"""Asks for a terabyte in one piece, in NumPy and in plain bytes.

exercises: {forward_propagation: crashed, update_parameters: crashed, others: passed}
portable: true
"""

# %%
import numpy as np

# %% honest: sigmoid, initialize_parameters

# %%
def forward_propagation(X, parameters):
    return np.ones(1 << 37), {}

# %% honest: compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return bytearray(1 << 40)
