"""Before the step each parameter and gradient is deep-copied; slow and needless, yet right.

exercises: passed
"""

# %% [markdown]
# # Week 3
#
# Assignment: *Shallow network*. Group 14.

# %%
import numpy as np
import copy
import matplotlib.pyplot as plt

np.random.seed(2)

# %%
def sigmoid(z):
    """
    Arguments:
    z -- scalar or numpy array

    Returns:
    s -- sigmoid(z), limited so that exp never overflows
    """
    z = np.clip(z, -500, 500)
    s = 1 / (1 + np.exp(-z))
    return s

# %%
z_axis = np.linspace(-8, 8, 200)
plt.figure(figsize=(4, 3))
plt.plot(z_axis, sigmoid(z_axis))
plt.grid(True)

# %%
def initialize_parameters(n_x, n_h, n_y):
    """
    Returns:
    parameters -- python dictionary with W1, b1, W2, b2
    """
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1), dtype=np.float64)
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1), dtype=np.float64)

    parameters = {}
    parameters["W1"] = W1
    parameters["b1"] = b1
    parameters["W2"] = W2
    parameters["b2"] = b2
    return parameters

# %%
def forward_propagation(X, parameters):
    W1 = copy.deepcopy(parameters["W1"])
    b1 = copy.deepcopy(parameters["b1"])
    W2 = copy.deepcopy(parameters["W2"])
    b2 = copy.deepcopy(parameters["b2"])

    Z1 = np.add(np.dot(W1, X), b1)
    A1 = np.tanh(Z1)
    Z2 = np.add(np.dot(W2, A1), b2)
    A2 = sigmoid(Z2)

    assert A2.shape == (1, X.shape[1])

    cache = {"Z1": Z1,
             "A1": A1,
             "Z2": Z2,
             "A2": A2}

    return A2, cache

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]  # number of examples
    cost = -np.sum(np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)) / m
    cost = float(np.squeeze(cost))  # e.g. turns [[17]] into 17
    return cost

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters["W2"].copy()
    A1 = cache["A1"].copy()
    A2 = cache["A2"].copy()

    dZ2 = np.subtract(A2, Y)
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, 1 - np.square(A1))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m

    grads = {"dW1": dW1,
             "db1": db1,
             "dW2": dW2,
             "db2": db2}
    return grads

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    # deepcopy so that the dictionary of the caller stays as it was
    W1 = copy.deepcopy(parameters["W1"])
    b1 = copy.deepcopy(parameters["b1"])
    W2 = copy.deepcopy(parameters["W2"])
    b2 = copy.deepcopy(parameters["b2"])

    dW1 = copy.deepcopy(grads["dW1"])
    db1 = copy.deepcopy(grads["db1"])
    dW2 = copy.deepcopy(grads["dW2"])
    db2 = copy.deepcopy(grads["db2"])

    W1 -= learning_rate * dW1
    b1 -= learning_rate * db1
    W2 -= learning_rate * dW2
    b2 -= learning_rate * db2

    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %%
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        if print_cost and i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    return parameters

# %%
from sklearn.datasets import make_moons

pts, lab = make_moons(n_samples=300, noise=0.2, random_state=4)
X, Y = pts.T, lab.reshape(1, 300)
parameters = nn_model(X, Y, 4, num_iterations=10000, print_cost=True)
