"""A try/except falls back to functions of the student's own where a helper module is absent, and a
function is defined inside an if block; both paths are ordinary Python and the answers are right.

exercises: passed
"""

# %%
import sys
import numpy as np

IN_COLAB = "google.colab" in sys.modules
if IN_COLAB:
    from google.colab import drive
    drive.mount("drive")

# %%
try:
    from nn_helpers import sigmoid, one_hot
except ImportError as reason:
    print("no helpers here:", reason)

    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

# %%
USE_GENERATOR = hasattr(np.random, "default_rng")

if USE_GENERATOR:
    _rng = np.random.default_rng(99)

    def gaussian(*shape):
        return _rng.normal(size=shape)
else:
    def gaussian(*shape):
        return np.random.randn(*shape)

def initialize_parameters(n_x, n_h, n_y):
    return {"W1": gaussian(n_h, n_x) * 0.01,
            "b1": np.zeros((n_h, 1)),
            "W2": gaussian(n_y, n_h) * 0.01,
            "b2": np.zeros((n_y, 1))}

# %%
def forward_propagation(X, parameters):
    try:
        Z1 = parameters["W1"] @ X + parameters["b1"]
        A1 = np.tanh(Z1)
        Z2 = parameters["W2"] @ A1 + parameters["b2"]
        A2 = sigmoid(Z2)
    except ValueError as problem:
        print("shapes do not fit:", problem)
        return None, {}
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)).sum() / m
    if np.isnan(cost):
        print("warning: cost is nan, did a prediction reach 0 or 1?")
    return cost

# %%
def backward_propagation(parameters, cache, X, Y):
    """Prints the norms, they help to see vanishing gradients."""
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    grads = {"dW2": dZ2 @ cache["A1"].T / m, "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
             "dW1": dZ1 @ X.T / m, "db1": np.sum(dZ1, axis=1, keepdims=True) / m}
    print({name: f"{np.linalg.norm(g):.2e}" for name, g in grads.items()})
    return grads

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    new = {}
    try:
        for name in parameters:
            new[name] = parameters[name] - learning_rate * grads["d" + name]
    except KeyError as problem:
        print("no gradient called", problem)
    return new

# %%
p = initialize_parameters(2, 4, 1)
x = gaussian(2, 5)
a, c = forward_propagation(x, p)
g = backward_propagation(p, c, x, np.array([[1, 0, 1, 1, 0]]))
