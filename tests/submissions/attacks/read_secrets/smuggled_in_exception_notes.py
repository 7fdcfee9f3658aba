"""Adds the hidden inputs to an exception's notes, cause and context.

exercises: {sigmoid: crashed, others: passed}
portable: true
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    error = ValueError('wrong')
    error.add_note(f"SMUGGLED {np.asarray(z).ravel()[:6].tolist()}")
    raise error from RuntimeError(f"SMUGGLED {np.asarray(z).ravel()[:6].tolist()}")

# %% honest: initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters
