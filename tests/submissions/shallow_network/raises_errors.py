"""Four functions raise: a key that does not exist, a false alarm of the student's own, matrices
that do not fit, and a sum of two dictionaries.

exercises: {sigmoid: passed, initialize_parameters: passed, others: crashed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    params = dict.fromkeys(["W1", "b1", "W2", "b2"])
    params["W1"] = np.random.randn(n_h, n_x) * 0.01
    params["b1"] = np.zeros((n_h, 1))
    params["W2"] = np.random.randn(n_y, n_h) * 0.01
    params["b2"] = np.zeros((n_y, 1))
    return params

# %%
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["w1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["w2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %%
class ConvergenceError(Exception):
    """The cost has the wrong sign."""

def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    if cost > 0:
        raise ConvergenceError(f"cost should go below zero, is {cost}")
    return cost

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, cache["A1"]) / m        # no transpose
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - cache["A1"] ** 2)
    dW1 = np.dot(dZ1, X) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return parameters - learning_rate * grads

# %%
update_parameters({"W1": 1.0}, {"dW1": 1.0})
