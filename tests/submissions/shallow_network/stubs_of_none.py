"""Every answer is still `None`: some functions hand the None back, which is a wrong answer, others
trip over it.

exercises: {forward_propagation: crashed, compute_cost: crashed, others: failed}
"""

# %% [markdown]
# Replace each `None` by one line of code.

# %%
import numpy as np

# %%
def sigmoid(z):
    ### one line
    s = None
    ###
    return s

# %%
def initialize_parameters(n_x, n_h, n_y):
    ### four lines
    W1 = None
    b1 = None
    W2 = None
    b2 = None
    ###
    parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    return parameters

# %%
def forward_propagation(X, parameters):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    ### four lines
    Z1 = None
    A1 = None
    Z2 = None
    A2 = None
    ###
    assert A2.shape == (1, X.shape[1])
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    ### two lines
    logprobs = None
    cost = None
    ###
    cost = float(np.squeeze(cost))
    return cost

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters["W2"]
    A1 = cache["A1"]
    A2 = cache["A2"]
    ### six lines
    dZ2 = None
    dW2 = None
    db2 = None
    dZ1 = None
    dW1 = None
    db1 = None
    ###
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %%
def update_parameters(parameters, grads, learning_rate = 1.2):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    dW1 = grads["dW1"]
    db1 = grads["db1"]
    dW2 = grads["dW2"]
    db2 = grads["db2"]
    ### four lines
    W1 = None
    b1 = None
    W2 = None
    b2 = None
    ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %%
X = np.random.randn(2, 3)
A2, cache = forward_propagation(X, initialize_parameters(2, 4, 1))
