"""Extended precision with wrong values: it does not cross, and would not fit either.

exercises: {sigmoid: failed, update_parameters: failed, others: passed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    return np.full(np.shape(z), 0.5, dtype=np.longdouble)

# %% honest: initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: np.zeros(v.shape, np.longdouble) for k, v in parameters.items()}
