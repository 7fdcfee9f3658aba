"""`np.random.rand` draws from 0 to 1, so every weight is positive; the task asks for a normal
distribution around zero.

exercises: {initialize_parameters: failed, others: passed}
"""

# %%
import numpy as np
np.random.seed(42)

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.rand(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.rand(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

initialize_parameters(2, 3, 1)

# %%
def forward_propagation(X, parameters):
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    Z1 = W1.dot(X) + b1
    A1 = np.tanh(Z1)
    Z2 = W2.dot(A1) + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    term1 = np.log(A2).dot(Y.T)
    term2 = np.log(1 - A2).dot((1 - Y).T)
    cost = -(term1 + term2) / m
    return cost.item()

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2, W2 = cache["A1"], cache["A2"], parameters["W2"]
    dZ2 = A2 - Y
    dW2 = dZ2.dot(A1.T) / m
    db2 = np.mean(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T.dot(dZ2) * (1 - A1 ** 2)
    dW1 = dZ1.dot(X.T) / m
    db1 = np.mean(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "dW2": dW2, "db1": db1, "db2": db2}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    for i in "12":
        parameters["W" + i] = parameters["W" + i] - learning_rate * grads["dW" + i]
        parameters["b" + i] = parameters["b" + i] - learning_rate * grads["db" + i]
    return parameters
