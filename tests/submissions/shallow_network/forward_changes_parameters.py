"""The forward pass stores the biases back into the caller's dictionary, stretched to the number of
samples; the prediction is right but the input is not left as it was.

exercises: {forward_propagation: failed, others: passed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    parameters = {}
    parameters["W1"] = np.random.randn(n_h, n_x) * 0.01
    parameters["b1"] = np.zeros((n_h, 1))
    parameters["W2"] = np.random.randn(n_y, n_h) * 0.01
    parameters["b2"] = np.zeros((n_y, 1))
    return parameters

# %% [markdown]
# `W1 X` is `(n_h, m)` and `b1` only `(n_h, 1)`. To be safe, I make them the same shape first.

# %%
def forward_propagation(X, parameters):
    m = X.shape[1]
    if parameters["b1"].shape[1] == 1:
        parameters["b1"] = np.repeat(parameters["b1"], m, axis=1)
        parameters["b2"] = np.repeat(parameters["b2"], m, axis=1)

    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    loss = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
    return np.sum(loss) / m

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, cache["A1"].T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - np.square(cache["A1"]))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    new = {}
    for key, value in parameters.items():
        new[key] = value - learning_rate * grads["d" + key]
    return new

# %%
p = initialize_parameters(2, 4, 1)
A2, cache = forward_propagation(np.random.randn(2, 7), p)
p["b1"].shape
