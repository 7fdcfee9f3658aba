"""One cell holds all functions, and two of them still have empty right-hand sides, which do not
parse; the four solved ones beside them keep their marks.

exercises: {forward_propagation: missing, backward_propagation: missing, others: passed}
notes:
- did not parse
"""

# %% [markdown]
# ## Homework 3
#
# I did not manage *forward* and *backward* before the deadline.

# %%
import numpy as np

# ---------------------------------------------------------------- sigmoid
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return s

# ------------------------------------------------------------- initialise
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# ---------------------------------------------------------------- forward
def forward_propagation(X, parameters):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    Z1 = np.dot(W1, X) + b1
    A1 =
    Z2 =              # fill in
    A2 =              # fill in
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache

# ------------------------------------------------------------------- cost
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.log(A2) * Y + np.log(1 - A2) * (1 - Y)
    return -np.sum(logprobs) / m

# --------------------------------------------------------------- backward
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 =
    dW2 =
    db2 =
    dZ1 =
    dW1 =
    db1 =
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# ----------------------------------------------------------------- update
def update_parameters(parameters, grads, learning_rate=1.2):
    for name in ("W1", "b1", "W2", "b2"):
        parameters[name] = parameters[name] - learning_rate * grads["d" + name]
    return parameters

print("all functions loaded")
