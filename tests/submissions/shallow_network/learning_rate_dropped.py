"""The step subtracts the whole gradient; the learning rate is taken as an argument and never used.

exercises: {update_parameters: failed, others: passed}
"""

# %% [markdown]
# Submission of group *hidden layer cake*

# %%
import numpy as np
from typing import Dict

# %%
def sigmoid(z):
    result = 1 / (1 + np.exp(-z))
    return result

# %%
def initialize_parameters(n_x: int, n_h: int, n_y: int) -> Dict[str, np.ndarray]:
    parameters: Dict[str, np.ndarray] = {}
    parameters['W1'] = np.random.randn(n_h, n_x) / 100.
    parameters['W2'] = np.random.randn(n_y, n_h) / 100.
    for n, rows in enumerate((n_h, n_y), 1):
        parameters['b%d' % n] = np.full((rows, 1), 0.)
    return parameters

# %%
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters['W1'], X)
    Z1 = Z1 + parameters['b1']
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters['W2'], A1)
    Z2 = Z2 + parameters['b2']
    A2 = sigmoid(Z2)
    return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}

# %%
def compute_cost(A2, Y):
    ones = np.log(A2[Y == 1]).sum()
    zeros = np.log(1 - A2[Y == 0]).sum()
    return -(ones + zeros) / Y.shape[1]

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache['A2'] - Y
    dA1 = np.dot(parameters['W2'].T, dZ2)
    dZ1 = dA1 * (1 - cache['A1'] ** 2)
    return {
        'dW1': np.dot(dZ1, X.T) / m,
        'db1': np.sum(dZ1, axis=1, keepdims=True) / m,
        'dW2': np.dot(dZ2, cache['A1'].T) / m,
        'db2': np.sum(dZ2, axis=1, keepdims=True) / m,
    }

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters['W1'] - grads['dW1']
    b1 = parameters['b1'] - grads['db1']
    W2 = parameters['W2'] - grads['dW2']
    b2 = parameters['b2'] - grads['db2']
    return {'W1': W1, 'b1': b1, 'W2': W2, 'b2': b2}

# %%
p = {'W1': np.ones((1, 1)), 'b1': np.ones((1, 1)), 'W2': np.ones((1, 1)), 'b2': np.ones((1, 1))}
g = {'dW1': np.zeros((1, 1)), 'db1': np.zeros((1, 1)), 'dW2': np.zeros((1, 1)), 'db2': np.zeros((1, 1))}
assert update_parameters(p, g) == p   # no slope, no step
