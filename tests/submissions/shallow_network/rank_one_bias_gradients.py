"""The sums over the samples drop an axis, so the bias gradients have shape (n,) instead of (n, 1).

exercises: {backward_propagation: failed, neuron_backward: passed, others: passed}
"""

# %%
import numpy as np
%matplotlib inline

# %%
def sigmoid(z):
    """Compute the sigmoid of z"""
    s = 1 / (1 + np.exp(-z))
    return s

# %%
def initialize_parameters(n_x, n_h, n_y):
    """Random weights, zero biases"""
    np.random.seed(1)
    W1 = 0.01 * np.random.randn(n_h, n_x)
    W2 = 0.01 * np.random.randn(n_y, n_h)
    b1 = np.zeros((n_h, 1))
    b2 = np.zeros((n_y, 1))
    params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    return params

# %%
def forward_propagation(X, parameters):
    """Both layers"""
    Z1 = np.matmul(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.matmul(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "Z2": Z2, "A1": A1, "A2": A2}

# %%
def compute_cost(A2, Y):
    """Cross-entropy"""
    n = Y.shape[1]
    c = np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
    return -c / n

# %%
def neuron_backward(x, w, b, da):
    """Back through softsign"""
    z = float((w @ x)[0, 0] + b)
    dz = da / (1 + abs(z)) ** 2
    return w.T * dz, x.T * dz, dz

# %%
def backward_propagation(parameters, cache, X, Y):
    """Gradients"""
    n = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = np.matmul(parameters["W2"].T, dZ2) * (1 - cache["A1"] ** 2)
    dW2 = np.matmul(dZ2, cache["A1"].T) / n
    db2 = np.sum(dZ2, axis=1) / n
    dW1 = np.matmul(dZ1, X.T) / n
    db1 = np.sum(dZ1, axis=1) / n
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    """One step; the biases need a column"""
    new = {}
    for k in ("W1", "W2"):
        new[k] = parameters[k] - learning_rate * grads["d" + k]
    for k in ("b1", "b2"):
        new[k] = parameters[k] - learning_rate * grads["d" + k].reshape(-1, 1)
    return new

# %%
x, y = np.random.randn(2, 8), np.random.randint(0, 2, (1, 8))
p = initialize_parameters(2, 4, 1)
a, c = forward_propagation(x, p)
{k: v.shape for k, v in backward_propagation(p, c, x, y).items()}
