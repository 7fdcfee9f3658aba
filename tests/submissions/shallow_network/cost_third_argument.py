"""The cost takes the parameters as a required third argument and reads them, as an older version
of the text asked; the value that it returns is right.

exercises: passed
"""

# %%
import copy
import numpy as np

# %% [markdown]
# **Layer sizes**: inputs `n_x`, hidden units `n_h`, outputs `n_y`

# %%
def layer_sizes(X, Y, n_h=4):
    return X.shape[0], n_h, Y.shape[0]

n_x, n_h, n_y = layer_sizes(np.zeros((5, 3)), np.zeros((2, 3)))
print("n_x = %d, n_h = %d, n_y = %d" % (n_x, n_h, n_y))

# %%
def sigmoid(z):
    # exp(-z) gets huge for very negative z, then 1/inf is 0, which is fine
    with np.errstate(over='ignore'):
        return 1 / (1 + np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * .01
    b1 = np.zeros([n_h, 1])
    W2 = np.random.randn(n_y, n_h) * .01
    b2 = np.zeros([n_y, 1])
    parameters = dict(W1=W1, b1=b1, W2=W2, b2=b2)
    return parameters

# %%
def forward_propagation(X, parameters):
    W1 = parameters['W1']; b1 = parameters['b1']
    W2 = parameters['W2']; b2 = parameters['b2']
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    assert A2.shape == (1, X.shape[1])
    cache = dict(Z1=Z1, A1=A1, Z2=Z2, A2=A2)
    return A2, cache

# %%
def compute_cost(A2, Y, parameters):
    """
    Cross-entropy. The weights do not enter the formula, but the text lists
    them, so we take them out and look at them.
    """
    m = Y.shape[1]

    W1 = parameters['W1']
    W2 = parameters['W2']
    assert W1.shape[0] == W2.shape[1], "the layers do not fit together"

    logprobs = Y * np.log(A2) + (1. - Y) * np.log(1. - A2)
    cost = -1. / m * np.sum(logprobs)
    cost = float(np.squeeze(cost))
    assert isinstance(cost, float)
    return cost

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]

    W1 = parameters['W1']
    W2 = parameters['W2']
    A1 = cache['A1']
    A2 = cache['A2']

    dZ2 = A2 - Y
    dW2 = 1. / m * np.dot(dZ2, A1.T)
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(W2.T, dZ2) * (1. - A1 * A1)
    dW1 = 1. / m * np.dot(dZ1, X.T)
    db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)

    grads = dict(dW1=dW1, db1=db1, dW2=dW2, db2=db2)
    return grads

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    parameters = copy.copy(parameters)
    for p in ['W1', 'b1', 'W2', 'b2']:
        parameters[p] = parameters[p] - learning_rate * grads['d' + p]
    return parameters

# %%
np.random.seed(0)
Xs = np.random.randn(2, 6); Ys = (Xs[:1] > 0).astype(int)
ps = initialize_parameters(2, 3, 1)
a, c = forward_propagation(Xs, ps)
print("cost =", round(compute_cost(a, Ys, ps), 4))
