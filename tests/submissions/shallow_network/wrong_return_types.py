"""A string, a list, a bare array, None and a dict without db2: five wrong answers, none an error
of ours.

exercises: {update_parameters: passed, others: failed}
"""

# %% [markdown]
# # Shallow network

# %%
import numpy as np

# %%
def sigmoid(z):
    return str(1 / (1 + np.exp(-z)))

# %%
def initialize_parameters(n_x, n_h, n_y):
    return [np.random.randn(n_h, n_x) * 0.01, np.zeros((n_h, 1))]

# %%
def forward_propagation(X, parameters):
    return np.tanh(parameters["W1"] @ X + parameters["b1"])

# %%
def compute_cost(A2, Y):
    print(-np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)))

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    return {"dW1": dZ1 @ X.T / m, "db1": dZ1.sum(axis=1, keepdims=True) / m, "dW2": dZ2 @ cache["A1"].T / m}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
