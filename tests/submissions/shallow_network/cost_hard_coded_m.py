"""The cost divides by 400, the number of samples in the exercise's own data, whatever it is given.

exercises: {compute_cost: failed, others: passed}
"""

# %% [markdown]
# Two-class problem, 400 points, m = 400

# %%
import numpy as np
import sklearn.datasets
np.random.seed(3)
X, labels = sklearn.datasets.make_moons(400, noise=0.2)
X = X.T
Y = labels.reshape(1, 400)

# %%
def sigmoid(z):
    return 1/(1+np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x)*0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h)*0.01
    b2 = np.zeros((n_y, 1))
    return {'b1': b1, 'b2': b2, 'W1': W1, 'W2': W2}

# %%
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters['W1'], X)+parameters['b1']
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters['W2'], A1)+parameters['b2']
    A2 = sigmoid(Z2)
    cache = {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}
    return A2, cache

# %%
def compute_cost(A2, Y):
    m = 400
    logprobs = np.log(A2)*Y+np.log(1-A2)*(1-Y)
    cost = -np.sum(logprobs)/m
    return cost

# %%
def backward_propagation(parameters, cache, X, Y):
    m = Y.shape[1]
    dZ2 = cache['A2']-Y
    dW2 = np.dot(dZ2, cache['A1'].T)/m
    db2 = np.sum(dZ2, axis=1, keepdims=True)/m
    dZ1 = np.dot(parameters['W2'].T, dZ2)*(1-np.power(cache['A1'], 2))
    dW1 = np.dot(dZ1, X.T)/m
    db1 = np.sum(dZ1, axis=1, keepdims=True)/m
    return {'dW1': dW1, 'db1': db1, 'dW2': dW2, 'db2': db2}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    p = parameters
    p['W1'] = p['W1']-learning_rate*grads['dW1']
    p['b1'] = p['b1']-learning_rate*grads['db1']
    p['W2'] = p['W2']-learning_rate*grads['dW2']
    p['b2'] = p['b2']-learning_rate*grads['db2']
    return p

# %%
p = initialize_parameters(2, 4, 1)
print(compute_cost(forward_propagation(X, p)[0], Y))
