"""At the end of the notebook the student pastes an older copy of compute_cost below the right one;
in Jupyter the older copy is what runs, so it is what is judged.

exercises: {compute_cost: failed, others: passed}
"""

# %%
import numpy as np

def sigmoid(z):
    return 1/(1+np.exp(-z))

def initialize_parameters(n_x, n_h, n_y):
    return {'W1': np.random.randn(n_h, n_x)*0.01, 'b1': np.zeros((n_h, 1)),
            'W2': np.random.randn(n_y, n_h)*0.01, 'b2': np.zeros((n_y, 1))}

# %%
def forward_propagation(X, parameters):
    A0 = X
    Z1 = parameters['W1']@A0 + parameters['b1']
    A1 = np.tanh(Z1)
    Z2 = parameters['W2']@A1 + parameters['b2']
    A2 = sigmoid(Z2)
    return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}

# %%
def compute_cost(A2, Y):
    return np.mean(-Y*np.log(A2) - (1-Y)*np.log(1-A2)) if Y.dtype != bool else np.mean(-np.log(np.where(Y, A2, 1-A2)))

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache['A2'] - Y
    dZ1 = (parameters['W2'].T@dZ2)*(1 - cache['A1']**2)
    return {'dW1': dZ1@X.T/m, 'db1': dZ1.sum(axis=1, keepdims=True)/m,
            'dW2': dZ2@cache['A1'].T/m, 'db2': dZ2.sum(axis=1, keepdims=True)/m}

def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: w - learning_rate*grads['d' + k] for k, w in parameters.items()}

# %% [markdown]
# ---
# *scratch, old attempts, please ignore*

# %%
# squared error, from last week
def compute_cost(A2, Y):
    return np.mean((A2 - Y)**2)/2
