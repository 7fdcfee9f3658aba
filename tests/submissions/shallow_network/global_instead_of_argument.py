"""Three functions take the right arguments but read global variables of the training cell instead:
the number of samples and the learning rate.

exercises:
  compute_cost: failed
  backward_propagation: failed
  update_parameters: failed
  others: passed
"""

# %%
import numpy as np
rng = np.random.RandomState(0)

# %%
# ---- data ----
m = 400
X = rng.randn(2, m)
Y = (X[:1] + X[1:] ** 2 > 0.5).astype(int)

# ---- settings ----
alpha = 1.2
hidden = 4
steps = 10000

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def initialize_parameters(n_x, n_h, n_y):
    W1 = rng.randn(n_h, n_x) * 0.01
    W2 = rng.randn(n_y, n_h) * 0.01
    return {'W1': W1, 'b1': np.zeros((n_h, 1)), 'W2': W2, 'b2': np.zeros((n_y, 1))}

def forward_propagation(X, parameters):
    Z1 = parameters['W1'].dot(X) + parameters['b1']
    A1 = np.tanh(Z1)
    Z2 = parameters['W2'].dot(A1) + parameters['b2']
    A2 = sigmoid(Z2)
    return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}

# %%
def compute_cost(A2, Y):
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m

def backward_propagation(parameters, cache, X, Y):
    dZ2 = cache['A2'] - Y
    dZ1 = parameters['W2'].T.dot(dZ2) * (1 - cache['A1'] ** 2)
    return {'dW1': dZ1.dot(X.T) / m, 'db1': dZ1.sum(axis=1, keepdims=True) / m,
            'dW2': dZ2.dot(cache['A1'].T) / m, 'db2': dZ2.sum(axis=1, keepdims=True) / m}

def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - alpha * grads['d' + k] for k in parameters}

# %%
parameters = initialize_parameters(2, hidden, 1)
for step in range(steps):
    A2, cache = forward_propagation(X, parameters)
    if step % 2000 == 0:
        print(step, compute_cost(A2, Y))
    parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y))
