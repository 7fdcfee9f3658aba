"""Forward asks for 800 GB; the MemoryError costs it its marks and nobody else theirs.

exercises: {forward_propagation: crashed, others: passed}
"""

# %% [markdown]
# # Shallow network

# %%
import numpy as np

# %%
def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(4)
    return {
        "W1": np.random.randn(n_h, n_x) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }

# %%
def forward_propagation(X, parameters):
    table = np.ones((100_000, 1_000_000))
    return table @ X, {}

# %%
def compute_cost(A2, Y):
    per_sample = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    return float(-per_sample.mean())

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    return {
        "dW2": dZ2 @ cache["A1"].T / m,
        "db2": dZ2.sum(axis=1, keepdims=True) / m,
        "dW1": dZ1 @ X.T / m,
        "db1": dZ1.sum(axis=1, keepdims=True) / m,
    }

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
