"""Generators, memoryviews, iterators, sets and ranges in place of values.

exercises: failed
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    return memoryview(np.ascontiguousarray(1.0 / (1.0 + np.exp(-np.atleast_1d(np.asarray(z, dtype=float))))))

# %%
def initialize_parameters(n_x, n_h, n_y):
    return ((k, np.zeros((1, 1))) for k in ("W1", "b1", "W2", "b2"))

# %%
def forward_propagation(X, parameters):
    yield np.full((1, X.shape[1]), 0.5)
    yield {}

# %%
def compute_cost(A2, Y):
    return iter([0.5])

# %%
def backward_propagation(parameters, cache, X, Y):
    return {"d" + k for k in parameters}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return parameters.items()
