"""The student takes the gradient step inside backward_propagation as well, so the caller's
parameters are changed behind its back.

exercises: {backward_propagation: failed, others: passed}
"""

# %%
import numpy as np

learning_rate = 1.2

# %%
def sigmoid(z):
    return 1./(1.+np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x)*0.01
    W2 = np.random.randn(n_y, n_h)*0.01
    return dict(zip(['W1', 'W2', 'b1', 'b2'], [W1, W2, np.zeros([n_h, 1]), np.zeros([n_y, 1])]))

# %%
def forward_propagation(X, parameters):
    cache = dict()
    cache['Z1'] = parameters['W1'].dot(X)+parameters['b1']
    cache['A1'] = np.tanh(cache['Z1'])
    cache['Z2'] = parameters['W2'].dot(cache['A1'])+parameters['b2']
    cache['A2'] = sigmoid(cache['Z2'])
    return cache['A2'], cache

# %%
def compute_cost(A2, Y):
    return np.sum(-Y*np.log(A2)-(1-Y)*np.log(1-A2))/Y.shape[1] if Y.dtype.kind != 'b' else compute_cost(A2, 1*Y)

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1 = cache['A1']
    dZ2 = cache['A2']-Y
    dW2 = dZ2.dot(A1.T)/m
    db2 = dZ2.sum(axis=1, keepdims=True)/m
    dZ1 = parameters['W2'].T.dot(dZ2)*(1-A1**2)
    dW1 = dZ1.dot(X.T)/m
    db1 = dZ1.sum(axis=1, keepdims=True)/m
    # gradient descent
    parameters['W1'] -= learning_rate*dW1
    parameters['b1'] -= learning_rate*db1
    parameters['W2'] -= learning_rate*dW2
    parameters['b2'] -= learning_rate*db2
    return {'dW1': dW1, 'db1': db1, 'dW2': dW2, 'db2': db2}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters['W1']-learning_rate*grads['dW1']
    b1 = parameters['b1']-learning_rate*grads['db1']
    W2 = parameters['W2']-learning_rate*grads['dW2']
    b2 = parameters['b2']-learning_rate*grads['db2']
    return {'W1': W1, 'b1': b1, 'W2': W2, 'b2': b2}

# %% [markdown]
# For the training only backward is needed then:

# %%
X = np.random.randn(2, 80); Y = (X[:1]+X[1:] > 0)*1
p = initialize_parameters(2, 4, 1)
for i in range(10000):
    A2, cache = forward_propagation(X, p)
    backward_propagation(p, cache, X, Y)
print('%.4f' % compute_cost(A2, Y))
