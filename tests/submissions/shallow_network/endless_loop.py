"""Backward never returns; it runs out of time and the other six keep their marks.

exercises: {backward_propagation: timeout, neuron_backward: passed, others: passed}
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
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %%
def compute_cost(A2, Y):
    per_sample = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    return float(-per_sample.mean())

# %%
def neuron_backward(x, w, b, da):
    """Back through softsign"""
    z = float((w @ x)[0, 0] + b)
    dz = da / (1 + abs(z)) ** 2
    return w.T * dz, x.T * dz, dz

# %%
def backward_propagation(parameters, cache, X, Y):
    grads = {}
    i = 0
    while i < X.shape[1]:
        grads["dW1"] = X[:, i]
    return grads

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
