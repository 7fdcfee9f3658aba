"""A turned sign makes the argument of the logarithm negative, so the cost is NaN for every input;
NaN never counts as an answer.

exercises: {compute_cost: failed, others: passed}
"""

# %%
import numpy as np
import warnings
warnings.filterwarnings("ignore")

# %%
def sigmoid(z):
    return 1/(1+np.exp(-z))

def initialize_parameters(n_x, n_h, n_y):
    W1, b1 = np.random.randn(n_h, n_x)*0.01, np.zeros((n_h, 1))
    W2, b2 = np.random.randn(n_y, n_h)*0.01, np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X)+parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1)+parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y*np.log(A2)+(1-Y)*np.log(A2-1))/m
    return cost

def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2-Y
    dZ1 = np.dot(parameters["W2"].T, dZ2)*(1-np.power(A1, 2))
    return {"dW1": np.dot(dZ1, X.T)/m, "db1": np.sum(dZ1, axis=1, keepdims=True)/m,
            "dW2": np.dot(dZ2, A1.T)/m, "db2": np.sum(dZ2, axis=1, keepdims=True)/m}

def update_parameters(parameters, grads, learning_rate=1.2):
    return {key: parameters[key]-learning_rate*grads["d"+key] for key in parameters}

# %% [markdown]
# the costs all print as nan but the training works so i guess it is ok
