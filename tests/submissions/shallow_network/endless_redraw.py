"""initialize_parameters redraws until the mean of the weights is exactly zero, which never
happens; the other exercises do not wait for it.

exercises: {initialize_parameters: timeout, others: passed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

# %% [markdown]
# The text says *mean zero*, so draw again until the mean **is** zero.

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    while W1.mean() != 0 or W1.std() != 0.01:
        W1 = np.random.randn(n_h, n_x) * 0.01
    W2 = np.random.randn(n_y, n_h) * 0.01
    while W2.mean() != 0 or W2.std() != 0.01:
        W2 = np.random.randn(n_y, n_h) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}

# %%
# did not finish last night, stopped it by hand
initialize_parameters(2, 4, 1)

# %%
def forward_propagation(X, parameters):
    hidden = np.tanh(parameters["W1"] @ X + parameters["b1"])
    output = sigmoid(parameters["W2"] @ hidden + parameters["b2"])
    return output, {"A1": hidden, "A2": output,
                    "Z1": parameters["W1"] @ X + parameters["b1"],
                    "Z2": parameters["W2"] @ hidden + parameters["b2"]}

def compute_cost(A2, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m

def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    return {"dW1": dZ1 @ X.T / m, "db1": dZ1.sum(axis=1, keepdims=True) / m,
            "dW2": dZ2 @ cache["A1"].T / m, "db2": dZ2.sum(axis=1, keepdims=True) / m}

def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
