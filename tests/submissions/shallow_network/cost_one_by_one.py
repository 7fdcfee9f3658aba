"""The cost is the right number inside an array of shape (1, 1), because the result of the matrix
product was not taken out of it.

exercises: {compute_cost: failed, others: passed}
"""

# %%
import numpy as np

# %% [markdown]
# ### Exercise 1

# %%
def sigmoid(z):
    return np.power(1 + np.exp(-z), -1.)

# %% [markdown]
# ### Exercise 2

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    parameters = {"W1": W1, "b1": b1}
    parameters.update({"W2": W2, "b2": b2})
    return parameters

# %% [markdown]
# ### Exercise 3

# %%
def forward_propagation(X, parameters):
    layer1 = np.dot(parameters["W1"], X) + parameters["b1"]
    layer1_out = np.tanh(layer1)
    layer2 = np.dot(parameters["W2"], layer1_out) + parameters["b2"]
    layer2_out = sigmoid(layer2)
    return layer2_out, {"Z1": layer1, "A1": layer1_out, "Z2": layer2, "A2": layer2_out}

# %% [markdown]
# ### Exercise 4

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -1 / m * (np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T))
    return cost

# %%
compute_cost(np.array([[0.6, 0.3, 0.9]]), np.array([[1, 0, 1]]))

# %% [markdown]
# ### Exercise 5

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    g2 = (A2 - Y) / m
    g1 = np.dot(W2.T, g2)
    g1 = g1 - g1 * A1 ** 2
    return {"dW1": np.dot(g1, X.T), "db1": np.sum(g1, axis=1, keepdims=True),
            "dW2": np.dot(g2, A1.T), "db2": np.sum(g2, axis=1, keepdims=True)}

# %% [markdown]
# ### Exercise 6

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
