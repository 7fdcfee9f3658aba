"""The update itself is right, but its default learning rate is 0.01 where the task sets 1.2.

exercises: {update_parameters: failed, others: passed}
"""

# %%
import numpy as np

N_HIDDEN = 4
STEPS = 10000

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    def small(*shape):
        return 0.01 * np.random.standard_normal(shape)

    def zero(rows):
        return np.zeros(rows).reshape((rows, 1))

    return {'W1': small(n_h, n_x), 'b1': zero(n_h), 'W2': small(n_y, n_h), 'b2': zero(n_y)}

# %%
def forward_propagation(X, parameters):
    def layer(x, n, activation):
        z = np.dot(parameters['W%d' % n], x) + parameters['b%d' % n]
        return z, activation(z)

    Z1, A1 = layer(X, 1, np.tanh)
    Z2, A2 = layer(A1, 2, sigmoid)
    return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}

# %%
def compute_cost(A2, Y):
    def information(p):
        return -np.log(p)

    return np.sum(Y * information(A2) + (1 - Y) * information(1 - A2)) / Y.shape[1]

# %%
def backward_propagation(parameters, cache, X, Y):
    def gradients(dZ, A):
        return np.dot(dZ, A.T) / X.shape[1], np.mean(dZ, axis=1, keepdims=True)

    dZ2 = cache['A2'] - Y
    dW2, db2 = gradients(dZ2, cache['A1'])
    dZ1 = np.dot(parameters['W2'].T, dZ2) * (1 - cache['A1'] ** 2)
    dW1, db1 = gradients(dZ1, X)
    return {'dW1': dW1, 'db1': db1, 'dW2': dW2, 'db2': db2}

# %%
def update_parameters(parameters, grads, learning_rate=0.01):
    def moved(name):
        return parameters[name] - learning_rate * grads['d' + name]

    return {name: moved(name) for name in ('W1', 'b1', 'W2', 'b2')}
