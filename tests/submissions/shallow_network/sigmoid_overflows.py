"""`exp(z) / (1 + exp(z))` is right for moderate z and becomes inf/inf = NaN for large ones.

exercises: {sigmoid: failed, others: passed}
"""

# %%
import numpy as np
from numpy import exp

# %%
def sigmoid(z):
    return exp(z)/(1 + exp(z))

# %%
sigmoid(np.array([-10.0, -1.0, 0.0, 1.0, 10.0]))

# %%
def initialize_parameters(n_x, n_h, n_y):
    sigma = 0.01
    parameters = {'W1': np.random.normal(0, sigma, [n_h, n_x]), 'W2': np.random.normal(0, sigma, [n_y, n_h])}
    parameters.update(b1=np.zeros([n_h, 1]), b2=np.zeros([n_y, 1]))
    return parameters

# %%
def forward_propagation(X, parameters):
    Z1 = parameters['W1'] @ X + parameters['b1']
    A1 = np.tanh(Z1)
    Z2 = parameters['W2'] @ A1 + parameters['b2']
    A2 = sigmoid(Z2)
    assert A2.shape == (1, X.shape[1]), A2.shape
    return A2, dict(Z1=Z1, A1=A1, Z2=Z2, A2=A2)

# %%
def compute_cost(A2, Y):
    H = -Y*np.log(A2) - (1 - Y)*np.log(1 - A2) if Y.dtype != bool else -np.log(np.where(Y, A2, 1 - A2))
    return H.mean()

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache['A2'] - Y
    dZ1 = parameters['W2'].T @ dZ2*(1 - cache['A1']**2)
    sums = lambda d: np.sum(d, axis=1, keepdims=True)
    return dict(dW1=dZ1 @ X.T/m, db1=sums(dZ1)/m, dW2=dZ2 @ cache['A1'].T/m, db2=sums(dZ2)/m)

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return dict((k, parameters[k] - learning_rate*grads['d' + k]) for k in parameters)
