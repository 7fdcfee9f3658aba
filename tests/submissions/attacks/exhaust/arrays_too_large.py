"""Returns arrays of 72 MB, and a dict of others that share their memory.

exercises: {sigmoid: failed, backward_propagation: failed, others: passed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    return np.zeros(9_000_000)

# %% honest: initialize_parameters, forward_propagation, compute_cost

# %%
def backward_propagation(parameters, cache, X, Y):
    big = np.zeros((500, 500))
    return {f"d{n}": big for n in range(3)}

# %% honest: update_parameters
