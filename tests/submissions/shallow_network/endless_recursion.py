"""The sigmoid uses its own symmetry, sigmoid(z) = 1 - sigmoid(-z), without a case that ends the
recursion.

exercises: {sigmoid: crashed, others: passed}
"""

# %%
import numpy as np

# %% [markdown]
# From the lecture: $\sigma(-z) = 1 - \sigma(z)$.

# %%
def sigmoid(z):
    return 1 - sigmoid(-z)

# %%
sigmoid(0.5)

# %%
def initialize_parameters(n_x, n_h, n_y):
    parameters = {}
    for name, rows, columns in [("1", n_h, n_x), ("2", n_y, n_h)]:
        parameters["W" + name] = np.random.normal(loc=0, scale=0.01, size=(rows, columns))
        parameters["b" + name] = np.zeros((rows, 1))
    return parameters

# %%
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %%
def compute_cost(A2, Y):
    def total(start, stop):
        """Sum of the losses from start to stop, by halves."""
        if stop - start == 1:
            return -np.log(A2[0, start] if Y[0, start] else 1 - A2[0, start])
        middle = (start + stop) // 2
        return total(start, middle) + total(middle, stop)

    return total(0, Y.shape[1]) / Y.shape[1]

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - cache["A1"] ** 2)
    return {"dW1": np.dot(dZ1, X.T) / m, "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
            "dW2": np.dot(dZ2, cache["A1"].T) / m, "db2": np.sum(dZ2, axis=1, keepdims=True) / m}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    if not grads:
        return parameters
    name, *rest = grads
    moved = {**parameters, name[1:]: parameters[name[1:]] - learning_rate * grads[name]}
    return update_parameters(moved, {key: grads[key] for key in rest}, learning_rate)
