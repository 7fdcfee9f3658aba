"""Three functions take fewer arguments than the task says and fetch the rest from global
variables, so the call that the task describes raises.

exercises:
  forward_propagation: crashed
  compute_cost: crashed
  update_parameters: crashed
  others: passed
"""

# %%
import numpy as np
np.random.seed(6)

# %%
X = np.random.randn(2, 120)
Y = (X[0:1] ** 2 + X[1:2] ** 2 < 1).astype(int)

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    p = {}
    p['W1'] = np.random.randn(n_h, n_x) * 0.01
    p['b1'] = np.zeros((n_h, 1))
    p['W2'] = np.random.randn(n_y, n_h) * 0.01
    p['b2'] = np.zeros((n_y, 1))
    return p

parameters = initialize_parameters(2, 4, 1)

# %%
def forward_propagation(X):
    Z1 = np.dot(parameters['W1'], X) + parameters['b1']
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters['W2'], A1) + parameters['b2']
    A2 = sigmoid(Z2)
    return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}

A2, cache = forward_propagation(X)

# %%
def compute_cost(A2):
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))

compute_cost(A2)

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache['A1'], cache['A2']
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters['W2'].T, dZ2) * (1 - A1 ** 2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {'dW1': dW1, 'db1': db1, 'dW2': dW2, 'db2': db2}

grads = backward_propagation(parameters, cache, X, Y)

# %%
def update_parameters():
    for k in parameters:
        parameters[k] = parameters[k] - 1.2 * grads['d' + k]
    return parameters

parameters = update_parameters()
