"""`math.exp` takes numbers only and raises for arrays; the forward pass is judged again with a
right sigmoid and is not charged twice.

exercises: {sigmoid: crashed, others: passed}
"""

# %%
import math
import numpy as np

# %%
def sigmoid(z):
    return 1 / (1 + math.exp(-z))

print(sigmoid(0), sigmoid(2))

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    W2 = np.random.randn(n_y, n_h) * 0.01
    return {"W1": W1, "W2": W2, "b1": np.zeros((n_h, 1)), "b2": np.zeros((n_y, 1))}

# %%
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = sum(-math.log(a) if y else -math.log(1 - a) for a, y in zip(A2[0], Y[0]))
    return cost / m

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - cache["A1"] ** 2)
    grads = {"dW1": np.dot(dZ1, X.T) / m, "dW2": np.dot(dZ2, cache["A1"].T) / m}
    grads["db1"] = np.sum(dZ1, axis=1, keepdims=True) / m
    grads["db2"] = np.sum(dZ2, axis=1, keepdims=True) / m
    return grads

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    step = {k[1:]: learning_rate * g for k, g in grads.items()}
    return {k: parameters[k] - step[k] for k in step}

# %%
forward_propagation(np.ones((2, 3)), initialize_parameters(2, 4, 1))
