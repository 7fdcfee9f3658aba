"""Sums and products are written as Python loops over rows and columns; slow, yet within the time
limit and right.

exercises: passed
"""

# %% [markdown]
# I come from C, sorry for the loops :-)

# %%
import numpy as np
from math import log, tanh

# %%
def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z));

def initialize_parameters(n_x, n_h, n_y):
    W1 = np.empty((n_h, n_x));
    W2 = np.empty((n_y, n_h));
    for i in range(n_h):
        W1[i, :] = 0.01 * np.random.randn(n_x);
    for i in range(n_y):
        W2[i, :] = 0.01 * np.random.randn(n_h);
    b1 = np.zeros((n_h, 1));
    b2 = np.zeros((n_y, 1));
    return {'W1': W1, 'b1': b1, 'W2': W2, 'b2': b2};

# %%
def multiply(A, B):
    rows, inner, columns = A.shape[0], A.shape[1], B.shape[1];
    assert inner == B.shape[0];
    C = np.zeros((rows, columns));
    for i in range(rows):
        for j in range(columns):
            s = 0.0;
            for k in range(inner):
                s += A[i, k] * B[k, j];
            C[i, j] = s;
    return C;

def transpose(A):
    T = np.zeros((A.shape[1], A.shape[0]));
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            T[j, i] = A[i, j];
    return T;

def sum_rows(A):
    s = np.zeros((A.shape[0], 1));
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            s[i, 0] += A[i, j];
    return s;

# %%
def forward_propagation(X, parameters):
    Z1 = multiply(parameters['W1'], X);
    for i in range(Z1.shape[0]):
        for j in range(Z1.shape[1]):
            Z1[i, j] += parameters['b1'][i, 0];
    A1 = np.zeros(Z1.shape);
    for i in range(Z1.shape[0]):
        for j in range(Z1.shape[1]):
            A1[i, j] = tanh(Z1[i, j]);
    Z2 = multiply(parameters['W2'], A1);
    A2 = np.zeros(Z2.shape);
    for i in range(Z2.shape[0]):
        for j in range(Z2.shape[1]):
            Z2[i, j] += parameters['b2'][i, 0];
            A2[i, j] = sigmoid(Z2[i, j]);
    return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2};

# %%
def compute_cost(A2, Y):
    m = Y.shape[1];
    cost = 0.0;
    for j in range(m):
        y = float(Y[0, j]);
        cost += y * log(A2[0, j]) + (1.0 - y) * log(1.0 - A2[0, j]);
    return -cost / m;

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1];
    A1 = cache['A1'];
    dZ2 = np.zeros(cache['A2'].shape);
    for i in range(dZ2.shape[0]):
        for j in range(m):
            dZ2[i, j] = (cache['A2'][i, j] - Y[i, j]) / m;
    dZ1 = multiply(transpose(parameters['W2']), dZ2);
    for i in range(dZ1.shape[0]):
        for j in range(m):
            dZ1[i, j] *= 1.0 - A1[i, j] * A1[i, j];
    return {'dW1': multiply(dZ1, transpose(X)), 'db1': sum_rows(dZ1),
            'dW2': multiply(dZ2, transpose(A1)), 'db2': sum_rows(dZ2)};

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    result = {};
    for key in parameters:
        value = parameters[key].copy();
        for i in range(value.shape[0]):
            for j in range(value.shape[1]):
                value[i, j] -= learning_rate * grads['d' + key][i, j];
        result[key] = value;
    return result;

# %%
X = np.random.randn(2, 20); Y = (X[0:1, :] > 0) * 1;
parameters = initialize_parameters(2, 3, 1);
for step in range(200):
    A2, cache = forward_propagation(X, parameters);
    parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y));
print(compute_cost(A2, Y));
