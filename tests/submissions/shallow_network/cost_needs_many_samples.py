"""The cost squeezes both rows first and takes their length, which raises as soon as there is a
single sample.

exercises: {compute_cost: crashed, others: passed}
"""

# %%
import numpy as np
from math import log

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1)),
    }

def forward_propagation(X, parameters):
    Z1 = parameters["W1"].dot(X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"].dot(A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% [markdown]
# I find it easier to think of the cost as a sum over a list of samples:

# %%
def compute_cost(A2, Y):
    guesses = np.squeeze(A2)
    truths = np.squeeze(Y)
    total = 0.0
    for i in range(len(truths)):
        if truths[i]:
            total -= log(guesses[i])
        else:
            total -= log(1 - guesses[i])
    return total / len(truths)

# %%
compute_cost(np.array([[0.6, 0.3, 0.9]]), np.array([[1, 0, 1]]))

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = dZ2.dot(cache["A1"].T) / m
    db2 = dZ2.sum(axis=1, keepdims=True) / m
    dZ1 = parameters["W2"].T.dot(dZ2) * (1 - cache["A1"] ** 2)
    dW1 = dZ1.dot(X.T) / m
    db1 = dZ1.sum(axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

def update_parameters(parameters, grads, learning_rate=1.2):
    new_parameters = {}
    for key in parameters:
        new_parameters[key] = parameters[key] - learning_rate * grads["d" + key]
    return new_parameters
