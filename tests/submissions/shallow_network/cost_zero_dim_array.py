"""The cost is squeezed from a matrix product to a 0-d array, which behaves as a number everywhere
and counts as one.

exercises: passed
"""

# %%
import numpy as np
from numpy import dot, exp, log, tanh, zeros
from numpy.random import randn

# %%
def sigmoid(z):
    return 1/(1 + exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    return {'W1': 0.01*randn(n_h, n_x), 'b1': zeros((n_h, 1)),
            'W2': 0.01*randn(n_y, n_h), 'b2': zeros((n_y, 1))}

# %%
def forward_propagation(X, parameters):
    (W1, b1, W2, b2) = map(parameters.get, ('W1', 'b1', 'W2', 'b2'))
    Z1 = dot(W1, X) + b1
    A1 = tanh(Z1)
    Z2 = dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}

# %% [markdown]
# The cost as two inner products, one for the ones and one for the zeros. `dot` of a row and a column is a 1x1 matrix,
# so squeeze it.

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = (-1/m)*(dot(Y, log(A2).T) + dot(1 - Y, log(1 - A2).T))
    return np.squeeze(cost)

# %%
compute_cost(np.array([[0.5, 0.5]]), np.array([[1, 0]]))

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    ones = np.ones((m, 1))          # a sum over samples is a product with ones
    dZ2 = cache['A2'] - Y
    dZ1 = dot(parameters['W2'].T, dZ2)*(1 - tanh(cache['Z1'])**2)
    return {'dW1': dot(dZ1, X.T)/m, 'db1': dot(dZ1, ones)/m,
            'dW2': dot(dZ2, cache['A1'].T)/m, 'db2': dot(dZ2, ones)/m}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: v - learning_rate*grads[f'd{k}'] for k, v in parameters.items()}

# %%
# sanity: numerical slope against dW1[0, 0]
p = initialize_parameters(3, 4, 1)
x = randn(3, 9); y = (randn(1, 9) > 0)*1.0
_, c = forward_propagation(x, p)
g = backward_propagation(p, c, x, y)['dW1'][0, 0]
h = 1e-6
up = {**p, 'W1': p['W1'].copy()}; up['W1'][0, 0] += h
dn = {**p, 'W1': p['W1'].copy()}; dn['W1'][0, 0] -= h
slope = (compute_cost(forward_propagation(x, up)[0], y) - compute_cost(forward_propagation(x, dn)[0], y))/(2*h)
print(abs(slope - g) < 1e-8)
