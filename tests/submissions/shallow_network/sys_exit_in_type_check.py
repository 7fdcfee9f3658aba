"""A self-made type check in compute_cost calls sys.exit on a 0-d array, so the function never
returns its (right) value.

exercises: {compute_cost: crashed, others: passed}
"""

# %%
import numpy as np
import sys

# %%
def sigmoid(z):
    return 1/(1 + np.exp(-z))

def initialize_parameters(n_x, n_h, n_y):
    parameters = {'W1': np.random.randn(n_h, n_x), 'W2': np.random.randn(n_y, n_h)}
    for name in ('W1', 'W2'):
        parameters[name] = 0.01*parameters[name]
        parameters['b' + name[1]] = np.zeros((len(parameters[name]), 1))
    return parameters

def forward_propagation(X, parameters):
    cache = {}
    for i, (x, f) in enumerate([('X', np.tanh), ('A1', sigmoid)], start=1):
        below = X if x == 'X' else cache[x]
        cache['Z%d' % i] = parameters['W%d' % i].dot(below) + parameters['b%d' % i]
        cache['A%d' % i] = f(cache['Z%d' % i])
    return cache['A2'], cache

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = np.array(-np.sum(Y*np.log(A2) + (1 - Y)*np.log(1 - A2))/m)
    if not isinstance(cost, float):
        print('cost has to be a float, but it is', type(cost))
        sys.exit(1)
    return cost

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache['A2'] - Y
    dA1 = parameters['W2'].T.dot(dZ2)
    dZ1 = dA1 - dA1*cache['A1']**2
    grads = {}
    for i, dZ, A in ((1, dZ1, X), (2, dZ2, cache['A1'])):
        grads['dW%d' % i] = dZ.dot(A.T)/m
        grads['db%d' % i] = dZ.sum(axis=1, keepdims=True)/m
    return grads

def update_parameters(parameters, grads, learning_rate=1.2):
    for name in list(parameters):
        parameters[name] = parameters[name] - learning_rate*grads['d' + name]
    return parameters

# %%
if __name__ == '__main__':
    print('module loaded')
    sys.exit
