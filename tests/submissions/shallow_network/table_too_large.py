"""The cost looks logarithms up in a table of ten thousand million entries, far above the memory
limit; the worker must survive it.

exercises: {compute_cost: crashed, others: passed}
"""

# %% [markdown]
# # Fast logarithms
#
# `np.log` is slow (I read), a table is fast.

# %%
import numpy as np

ENTRIES = 10_000_000_000

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def initialize_parameters(n_x, n_h, n_y):
    scale = 0.01
    return {"W1": scale * np.random.randn(n_h, n_x), "b1": np.zeros((n_h, 1)),
            "W2": scale * np.random.randn(n_y, n_h), "b2": np.zeros((n_y, 1))}

def forward_propagation(X, parameters):
    p = parameters
    c = {"Z1": p["W1"] @ X + p["b1"]}
    c["A1"] = np.tanh(c["Z1"])
    c["Z2"] = p["W2"] @ c["A1"] + p["b2"]
    c["A2"] = sigmoid(c["Z2"])
    return c["A2"], c

# %%
def compute_cost(A2, Y):
    table = np.log(np.linspace(1 / ENTRIES, 1, ENTRIES))
    look_up = lambda p: table[np.rint(p * ENTRIES).astype(int) - 1]
    return -np.mean(np.where(Y, look_up(A2), look_up(1 - A2)))

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    delta = cache["A2"] - Y
    back = parameters["W2"].T @ delta * (1 - cache["A1"] ** 2)
    return {"dW1": back @ X.T / m, "db1": back.sum(axis=1, keepdims=True) / m,
            "dW2": delta @ cache["A1"].T / m, "db2": delta.sum(axis=1, keepdims=True) / m}

def update_parameters(parameters, grads, learning_rate=1.2):
    return {name: values - learning_rate * grads["d" + name] for name, values in parameters.items()}

# %%
compute_cost(np.array([[0.5]]), np.array([[1]]))
