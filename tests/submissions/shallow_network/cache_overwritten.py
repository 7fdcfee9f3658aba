"""The gradients are right, but backward_propagation computes them in place and leaves the caller's
cache changed.

exercises: {backward_propagation: failed, others: passed}
"""

# %% [markdown]
# # Shallow net (memory-saving version)
#
# No new arrays where an old one can be reused.

# %%
import numpy as np

# %%
def sigmoid(z):
    out = np.negative(z, dtype=float)
    out = np.exp(out)
    out += 1
    return 1 / out

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x)
    np.multiply(W1, 0.01, out=W1)
    W2 = np.random.randn(n_y, n_h)
    np.multiply(W2, 0.01, out=W2)
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}

# %%
def forward_propagation(X, parameters):
    Z1 = parameters["W1"] @ X
    Z1 += parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1
    Z2 += parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %%
def compute_cost(A2, Y):
    return -np.log(np.where(Y == 1, A2, 1 - A2)).sum() / Y.shape[1]

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1 = cache["A1"]

    dZ2 = cache["A2"]
    dZ2 -= Y
    dZ2 /= m
    dW2 = dZ2 @ A1.T
    db2 = dZ2.sum(axis=1, keepdims=True)

    A1 **= 2
    np.subtract(1, A1, out=A1)
    A1 *= parameters["W2"].T @ dZ2          # A1 is dZ1 now
    dW1 = A1 @ X.T
    db1 = A1.sum(axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    for k, p in parameters.items():
        p -= learning_rate * grads["d" + k]
    return parameters
