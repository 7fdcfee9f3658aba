"""The return of update_parameters is indented into the loop, so only the first parameter ever
moves.

exercises: {update_parameters: failed, others: passed}
"""

# %%
import numpy as np

# %%
sigmoid = lambda z: 1 / (1 + np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.random.randn(n_h, n_x) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }

# %%
def forward_propagation(X, parameters):
    Z = {}
    A = {0: X}
    for layer in range(1, 3):
        Z[layer] = parameters[f"W{layer}"] @ A[layer - 1] + parameters[f"b{layer}"]
        A[layer] = np.tanh(Z[layer]) if layer == 1 else sigmoid(Z[layer])
    return A[2], {"Z1": Z[1], "A1": A[1], "Z2": Z[2], "A2": A[2]}

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    return float(-(np.log(A2) @ Y.T + np.log(1 - A2) @ (1 - Y).T)[0, 0] / m)

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    grads = {}
    for layer, dZ, A in [(1, dZ1, X), (2, dZ2, cache["A1"])]:
        grads[f"dW{layer}"] = dZ @ A.T / m
        grads[f"db{layer}"] = dZ.sum(axis=1, keepdims=True) / m
    return grads

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    updated = dict(parameters)
    for name in ["W1", "b1", "W2", "b2"]:
        updated[name] = parameters[name] - learning_rate * grads["d" + name]
        return updated

# %%
p = initialize_parameters(2, 4, 1)
q = update_parameters(p, {"dW1": 1.0, "db1": 1.0, "dW2": 1.0, "db2": 1.0})
sorted(q)      # all four are there :)
