"""Right everywhere but in one place, which is NaN: nearly right is not right.

exercises: {sigmoid: failed, backward_propagation: failed, others: passed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    values = np.array(1.0 / (1.0 + np.exp(-np.asarray(z, dtype=float))))
    values.flat[0] = np.nan
    return values

# %% honest: initialize_parameters, forward_propagation, compute_cost

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    grads = {
        "dW2": dZ2 @ cache["A1"].T / m,
        "db2": dZ2.sum(axis=1, keepdims=True) / m,
        "dW1": dZ1 @ X.T / m,
        "db1": dZ1.sum(axis=1, keepdims=True) / m,
    }
    grads["dW1"][0, 0] = np.nan
    return grads

# %% honest: update_parameters
