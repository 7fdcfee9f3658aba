"""0-d arrays in place of arrays, and one-element arrays in place of a number.

exercises: {forward_propagation: failed, compute_cost: failed, others: passed}
"""

# %%
import numpy as np

# %% honest: sigmoid, initialize_parameters

# %%
def forward_propagation(X, parameters):
    return np.array(0.5), {"A1": np.array(0.5), "A2": np.array(0.5)}

# %%
def compute_cost(A2, Y):
    return np.array([-(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)).mean()])

# %% honest: backward_propagation, update_parameters
