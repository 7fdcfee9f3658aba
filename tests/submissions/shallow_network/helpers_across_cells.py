"""The functions are assembled from helpers, constants and a settings dictionary filled over
several cells; whatever they use has to be found and executed in notebook order.

exercises: passed
"""

# %% [markdown]
# # Shallow network, built from small parts

# %%
import numpy as np
import math

# %% [markdown]
# ## Settings

# %%
SETTINGS = {}

# %%
SETTINGS["spread"] = 1.0
SETTINGS["rate"] = 1.2
PARAMETER_NAMES = []

# %%
for layer in (1, 2):
    PARAMETER_NAMES.append(f"W{layer}")
    PARAMETER_NAMES.append(f"b{layer}")

# %% [markdown]
# After the lecture: weights must be *small*, otherwise tanh saturates.

# %%
SETTINGS["spread"] /= 100

# %% [markdown]
# ## Parts

# %%
def activate(name):
    return ACTIVATIONS[name]

def column_mean(matrix):
    """Mean over the samples, kept as a column."""
    return matrix.mean(axis=COLUMNS, keepdims=True)

def affine(W, x, b):
    return W @ x + b

# %%
def logistic(z):
    return np.exp(-np.logaddexp(0, -z))

ACTIVATIONS = {"hidden": np.tanh, "output": logistic}
COLUMNS = 1
slope_of_tanh = lambda a: 1 - a ** 2

# %%
def layer(rows, columns):
    weights = np.random.randn(rows, columns) * SETTINGS["spread"]
    return weights, np.zeros((rows, 1))

# %% [markdown]
# ## The six functions

# %%
sigmoid = activate("output")

# %%
def initialize_parameters(n_x, n_h, n_y):
    values = layer(n_h, n_x) + layer(n_y, n_h)
    return dict(zip(PARAMETER_NAMES, values))

# %%
def unpack(parameters):
    return tuple(parameters[name] for name in PARAMETER_NAMES)

def forward_propagation(X, parameters):
    W1, b1, W2, b2 = unpack(parameters)
    Z1 = affine(W1, X, b1)
    A1 = activate("hidden")(Z1)
    Z2 = affine(W2, A1, b2)
    A2 = activate("output")(Z2)
    return A2, pack(Z1, A1, Z2, A2)

def pack(Z1, A1, Z2, A2):
    return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %%
def surprise(p):
    return -np.log(p)

def compute_cost(A2, Y):
    of_ones = surprise(A2)[Y == 1]
    of_zeros = surprise(1 - A2)[Y == 0]
    return math.fsum(of_ones) / Y.size + math.fsum(of_zeros) / Y.size

# %%
def product_mean(left, right):
    return left @ right.T / right.shape[COLUMNS]

def backward_propagation(parameters, cache, X, Y):
    delta = {2: cache["A2"] - Y}
    delta[1] = (parameters["W2"].T @ delta[2]) * slope_of_tanh(cache["A1"])
    below = {1: X, 2: cache["A1"]}
    grads = {}
    for n in (1, 2):
        grads[f"dW{n}"] = product_mean(delta[n], below[n])
        grads[f"db{n}"] = column_mean(delta[n])
    return grads

# %%
def step(value, slope, rate):
    return value - rate * slope

def update_parameters(parameters, grads, learning_rate=SETTINGS["rate"]):
    return {
        name: step(parameters[name], grads["d" + name], learning_rate)
        for name in PARAMETER_NAMES
    }

# %% [markdown]
# ## Does it learn?

# %%
np.random.seed(8)
points = np.random.randn(2, 250)
colours = (np.abs(points).sum(axis=0, keepdims=True) < 1.2).astype(int)
net = initialize_parameters(2, 5, 1)
history = []
for _ in range(10_000):
    guess, memory = forward_propagation(points, net)
    history.append(compute_cost(guess, colours))
    net = update_parameters(net, backward_propagation(net, memory, points, colours))
print(f"{history[0]:.3f} -> {history[-1]:.3f}")
