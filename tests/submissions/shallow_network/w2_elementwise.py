"""The error is sent back with `W2.T * dZ2`, which broadcasts to the right matrix for one output
unit and does not fit for two.

exercises: {backward_propagation: crashed, others: passed}
"""

# %%
# coding: utf-8
import numpy as np
import matplotlib.pyplot as plt
get_ipython().run_line_magic('matplotlib', 'inline')

# %%
def sigmoid(z):
    return 1.0/(1.0 + np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h*n_x).reshape(n_h, n_x)*0.01
    W2 = np.random.randn(n_y*n_h).reshape(n_y, n_h)*0.01
    b1, b2 = np.zeros(n_h).reshape(n_h, 1), np.zeros(n_y).reshape(n_y, 1)
    return {'W1': W1, 'b1': b1, 'W2': W2, 'b2': b2}

# %%
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = parameters['W1'], parameters['b1'], parameters['W2'], parameters['b2']
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = (-1.0/m)*np.sum(np.multiply(Y, np.log(A2)) + np.multiply(1 - Y, np.log(1 - A2)))
    return np.squeeze(cost)

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters['W2']
    A1, A2 = cache['A1'], cache['A2']
    dZ2 = A2 - Y
    dW2 = (1.0/m)*np.dot(dZ2, A1.T)
    db2 = (1.0/m)*np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = (W2.T*dZ2)*(1 - A1**2)
    dW1 = (1.0/m)*np.dot(dZ1, X.T)
    db1 = (1.0/m)*np.sum(dZ1, axis=1, keepdims=True)
    return {'dW1': dW1, 'db1': db1, 'dW2': dW2, 'db2': db2}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    W1, b1, W2, b2 = parameters['W1'], parameters['b1'], parameters['W2'], parameters['b2']
    dW1, db1, dW2, db2 = grads['dW1'], grads['db1'], grads['dW2'], grads['db2']
    W1, b1 = W1 - learning_rate*dW1, b1 - learning_rate*db1
    W2, b2 = W2 - learning_rate*dW2, b2 - learning_rate*db2
    return {'W1': W1, 'b1': b1, 'W2': W2, 'b2': b2}

# %%
X = np.random.randn(2, 60); Y = (X[0:1] > X[1:2])*1
p = initialize_parameters(2, 3, 1); J = []
for i in range(3000):
    A2, c = forward_propagation(X, p); J.append(compute_cost(A2, Y))
    p = update_parameters(p, backward_propagation(p, c, X, Y))
plt.plot(J[::30]);
