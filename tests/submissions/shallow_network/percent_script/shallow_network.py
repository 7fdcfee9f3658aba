# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Shallow network
#
# $\hat y = \sigma(W_2 \tanh(W_1 x + b_1) + b_2)$

# %%
# %matplotlib inline
import numpy as np
from numpy import matmul as mm

# %% [markdown]
# ## sigmoid

# %%
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return np.divide(1, 1 + np.exp(-z))

# %%
sigmoid([-2, 0, 2])

# %% [markdown]
# ## initialise

# %%
def initialize_parameters(n_x, n_h, n_y):
    sizes = [n_x, n_h, n_y]
    parameters = {}
    for l in range(1, len(sizes)):
        parameters["W" + str(l)] = np.random.randn(sizes[l], sizes[l - 1]) * 1e-2
        parameters["b" + str(l)] = np.zeros((sizes[l], 1))
    return parameters

# %% [markdown]
# ## forward
#
# I keep the last `A` in a variable and walk through the layers.

# %%
def forward_propagation(X, parameters):
    cache = {}
    A = X
    for l, g in ((1, np.tanh), (2, sigmoid)):
        Z = mm(parameters[f"W{l}"], A) + parameters[f"b{l}"]
        A = g(Z)
        cache[f"Z{l}"], cache[f"A{l}"] = Z, A
    return A, cache

# %% [markdown]
# ## cost

# %%
def compute_cost(A2, Y):
    cost = np.average(-Y * np.log(A2) - (1.0 - Y) * np.log(1.0 - A2)) if Y.dtype != bool else compute_cost(A2, Y.astype(int))
    return cost

# %% [markdown]
# ## backward
#
# `dZ` walks down the layers in the same way.

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    grads = {}
    dZ = cache["A2"] - Y
    for l in (2, 1):
        A_previous = cache["A1"] if l == 2 else X
        grads[f"dW{l}"] = mm(dZ, A_previous.T) / m
        grads[f"db{l}"] = dZ.mean(axis=1, keepdims=True)
        if l == 2:
            dZ = mm(parameters["W2"].T, dZ) * (1 - A_previous ** 2)
    return grads

# %% [markdown]
# ## step

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    for l in (1, 2):
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * grads[f"dW{l}"]
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * grads[f"db{l}"]
    return parameters

# %% [markdown]
# ## train

# %%
np.random.seed(4)
X = np.random.randn(2, 300)
Y = (X[:1] > X[1:] ** 2).astype(int)
parameters = initialize_parameters(2, 4, 1)
for i in range(10000):
    A2, cache = forward_propagation(X, parameters)
    parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y))
    if i % 2500 == 0:
        print(i, compute_cost(A2, Y))

# %%
# !pip list | grep numpy
np.mean((A2 > .5) == Y)
