"""The untouched stub is still there and the solved function follows in a later cell; as in Jupyter
the last definition counts.

exercises: passed
"""

# %% [markdown]
# ## Exercise 1 - `sigmoid`

# %%
import numpy as np

def sigmoid(z):
    """The logistic function of z."""
    # YOUR CODE HERE
    raise NotImplementedError()

# %%
# my try
def sigmoid(z):
    return 1 / (1 + np.e ** (-z * 1.0))

# %%
# second try, np.exp is more exact
def sigmoid(z): return 1 / (1 + np.exp(-z))

# %% [markdown]
# ## Exercise 2 - `initialize_parameters`

# %%
def initialize_parameters(n_x, n_h, n_y):
    # YOUR CODE HERE
    raise NotImplementedError()

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1, W2 = np.random.randn(n_h, n_x), np.random.randn(n_y, n_h)
    W1 *= 0.01
    W2 *= 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}

# %% [markdown]
# ## Exercise 3 - `forward_propagation`

# %%
def forward_propagation(X, parameters):
    # YOUR CODE HERE
    raise NotImplementedError()

def forward_propagation(X, parameters):
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    A1 = np.tanh(Z1 := np.dot(W1, X) + b1)
    A2 = sigmoid(Z2 := np.dot(W2, A1) + b2)
    return A2, dict(Z1=Z1, A1=A1, Z2=Z2, A2=A2)

# %% [markdown]
# ## Exercise 4 - `compute_cost`

# %%
def compute_cost(A2, Y):
    # YOUR CODE HERE
    raise NotImplementedError()

# %%
compute_cost_without_minus = lambda A2, Y: np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / Y.shape[1]

def compute_cost(A2, Y):
    return -compute_cost_without_minus(A2, Y)

# %% [markdown]
# ## Exercise 5 - `backward_propagation`

# %%
def backward_propagation(parameters, cache, X, Y):
    # YOUR CODE HERE
    raise NotImplementedError()

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    return {"dW1": 1/m * dZ1 @ X.T, "db1": 1/m * np.sum(dZ1, axis=1, keepdims=True),
            "dW2": 1/m * dZ2 @ cache["A1"].T, "db2": 1/m * np.sum(dZ2, axis=1, keepdims=True)}

# %% [markdown]
# ## Exercise 6 - `update_parameters`

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    # YOUR CODE HERE
    raise NotImplementedError()

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}
