"""os._exit(0) from inside two functions: a status of zero is no answer.

exercises: {initialize_parameters: crashed, backward_propagation: crashed, others: passed}
portable: true
"""

# %%
import os
import numpy as np

# %% honest: sigmoid

# %%
def initialize_parameters(n_x, n_h, n_y):
    os._exit(0)

# %% honest: forward_propagation, compute_cost

# %%
def backward_propagation(parameters, cache, X, Y):
    os._exit(0)

# %% honest: update_parameters
