"""Ragged lists, numbers of 4,900 digits, deep and mixed lists where arrays belong; each is a wrong
answer, none an error.

exercises: {initialize_parameters: passed, others: failed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    return [[10**4900], [1, None, 'x'], 0.5]

# %% honest: initialize_parameters

# %%
def forward_propagation(X, parameters):
    return [[1.0, 2.0], [3.0]], {"A1": [[1.0], [2.0, 3.0]], "A2": 10**4900}

# %%
def compute_cost(A2, Y):
    return -(10**4900)

# %%
def backward_propagation(parameters, cache, X, Y):
    return {"d" + k: [[10**4900], [[[None]]]] for k in parameters}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: (np.ones(3), {k: b'\xff'}, 1j) for k in parameters}
