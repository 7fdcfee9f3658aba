"""The weights are drawn from a standard normal but not multiplied by 0.01.

exercises: {initialize_parameters: failed, others: passed}
"""

# %%
import numpy as np
np.random.seed(2)

# %%
def sigmoid(x):
    return 1/(1+np.exp(-x))

# %% [markdown]
# Here I don't multiply by 0.01. It seems to learn faster without it!!

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h)
    b2 = np.zeros((n_y, 1))
    assert W1.shape == (n_h, n_x)
    assert b1.shape == (n_h, 1)
    assert W2.shape == (n_y, n_h)
    assert b2.shape == (n_y, 1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %%
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache

def compute_cost(A2, Y):
    m = Y.shape[1]
    return -1/m*np.sum(Y*np.log(A2)+(1-Y)*np.log(1-A2))

def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"]-Y
    dW2 = 1/m*np.dot(dZ2, cache["A1"].T)
    db2 = 1/m*np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(parameters["W2"].T, dZ2)*(1-np.power(cache["A1"], 2))
    dW1 = 1/m*np.dot(dZ1, X.T)
    db1 = 1/m*np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

def update_parameters(parameters, grads, learning_rate=1.2):
    return {"W1": parameters["W1"]-learning_rate*grads["dW1"],
            "b1": parameters["b1"]-learning_rate*grads["db1"],
            "W2": parameters["W2"]-learning_rate*grads["dW2"],
            "b2": parameters["b2"]-learning_rate*grads["db2"]}

# %%
X = np.random.randn(2, 200)
Y = (X[:1]*X[1:] > 0).astype(int)
p = initialize_parameters(2, 4, 1)
for i in range(10000):
    A2, c = forward_propagation(X, p)
    p = update_parameters(p, backward_propagation(p, c, X, Y))
compute_cost(A2, Y)
