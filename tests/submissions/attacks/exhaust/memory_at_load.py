"""Asks for a terabyte as the notebook is loaded; that statement fails and what does not need it
counts.

exercises: {update_parameters: crashed, others: passed}
notes:
- MemoryError
"""

# %%
import numpy as np

# %%
np.table = bytearray(1 << 40)

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return np.table
