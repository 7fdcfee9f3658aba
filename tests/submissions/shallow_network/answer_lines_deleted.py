"""The lines to be answered were deleted, so three functions use names that nothing defines, and a
fourth has no body left at all.

exercises:
  sigmoid: passed
  initialize_parameters: passed
  update_parameters: missing
  others: crashed
notes:
- did not parse
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    "works"
    return 1/(1 + np.exp(-z))

def initialize_parameters(n_x, n_h, n_y):
    "works too"
    p = {f"b{i}": np.zeros((n, 1)) for i, n in ((1, n_h), (2, n_y))}
    p["W1"] = np.random.randn(n_h, n_x)*1e-2
    p["W2"] = np.random.randn(n_y, n_h)*1e-2
    return p

# %%
def forward_propagation(X, parameters):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]

    # Z1, A1, Z2 and A2:

    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]

    # the log probabilities, then the cost:

    return float(cost)

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    W2 = parameters["W2"]

    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T)/m
    db2 = np.sum(dZ2, axis=1, keepdims=True)/m
    # dZ1 = ?
    dW1 = np.dot(dZ1, X.T)/m
    db1 = np.sum(dZ1, axis=1, keepdims=True)/m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    # one step of gradient descent
