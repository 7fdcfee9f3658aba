"""Right numbers in the wrong wrapping: a list, a tuple, four values instead of two, a string, a
list of arrays, and a dictionary without b2.

exercises: failed
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return s.tolist()

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return W1, b1, W2, b2

# %%
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return Z1, A1, Z2, A2

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    return "%.8f" % cost

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - cache["A1"] ** 2)
    return [np.dot(dZ1, X.T) / m, np.sum(dZ1, axis=1, keepdims=True) / m,
            np.dot(dZ2, cache["A1"].T) / m, np.sum(dZ2, axis=1, keepdims=True) / m]

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b1": b2}

# %%
W1, b1, W2, b2 = initialize_parameters(2, 4, 1)
print(W1.shape, b1.shape, W2.shape, b2.shape)
