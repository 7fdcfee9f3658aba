"""The scale of the weights is computed at the top level by a loop that never ends; it is
interrupted, and only initialize_parameters, which needs that constant, is out of time.

exercises: {initialize_parameters: timeout, others: passed}
notes:
- ran longer than
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))

# %% [markdown]
# Find the scale: go down from 1 in equal steps until it is 0.01

# %%
def find_scale(target):
    scale = 1.0
    while scale != target:
        scale = scale - 0.03
    return scale

SCALE = find_scale(0.01)

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * SCALE
    W2 = np.random.randn(n_y, n_h) * SCALE
    return {'W1': W1, 'b1': np.zeros((n_h, 1)), 'W2': W2, 'b2': np.zeros((n_y, 1))}

# %%
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = parameters['W1'], parameters['b1'], parameters['W2'], parameters['b2']
    A1 = np.tanh(np.dot(W1, X) + b1)
    A2 = sigmoid(np.dot(W2, A1) + b2)
    return A2, {'Z1': np.dot(W1, X) + b1, 'A1': A1, 'Z2': np.dot(W2, A1) + b2, 'A2': A2}

# %%
def compute_cost(A2, Y):
    return np.sum(Y * -np.log(A2) + (1 - Y) * -np.log(1 - A2)) / Y.shape[1]

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1 = cache['A1']
    dZ2 = (cache['A2'] - Y) / m
    dZ1 = (1 - A1 ** 2) * np.dot(parameters['W2'].T, dZ2)
    return {'dW1': np.dot(dZ1, X.T), 'db1': dZ1.sum(axis=1, keepdims=True),
            'dW2': np.dot(dZ2, A1.T), 'db2': dZ2.sum(axis=1, keepdims=True)}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    new = {}
    for i in ('1', '2'):
        new['W' + i] = parameters['W' + i] - learning_rate * grads['dW' + i]
        new['b' + i] = parameters['b' + i] - learning_rate * grads['db' + i]
    return new
