"""The biases are zeros of integer type, on which a step in place fails later on; the task asks for
floats.

exercises: {initialize_parameters: failed, others: passed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    """sigmoid with the two halves treated apart so that nothing overflows"""
    z = np.array(z, dtype=float)
    s = np.empty(z.shape)
    positive = z >= 0
    s[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    s[~positive] = e / (1 + e)
    return s

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    W2 = np.random.randn(n_y, n_h) * 0.01
    b1 = np.array([[0]] * n_h)
    b2 = np.array([[0]] * n_y)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %%
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.sinh(Z1) / np.cosh(Z1) if np.abs(Z1).max() < 20 else np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = 0
    for i in range(m):
        cost += -np.log(A2[0, i]) if Y[0, i] == 1 else -np.log(1 - A2[0, i])
    return cost / m

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - cache["A1"] ** 2)
    return {"dW1": np.dot(dZ1, X.T) / m, "db1": np.mean(dZ1, axis=1, keepdims=True),
            "dW2": np.dot(dZ2, cache["A1"].T) / m, "db2": np.mean(dZ2, axis=1, keepdims=True)}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    out = {}
    for key, slope in grads.items():
        out[key[1:]] = parameters[key[1:]] - learning_rate * slope
    return out

# %%
initialize_parameters(2, 3, 1)["b1"]
