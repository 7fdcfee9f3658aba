"""The update changes the arrays of the dictionary it was given and returns that same dictionary;
the text leaves open whether to work in place.

exercises: passed
"""

# %% [markdown]
# <a href="#top">shallow net</a> — notes to self are in *italics*

# %%
import numpy as np
rng = np.random.RandomState(10)

# %%
sigmoid = lambda z: 1. / (1. + np.exp(-1. * z))
sigmoid(np.array([-1, 0, 1]))

# %%
def initialize_parameters(n_x, n_h, n_y):
  # two-space indent, colab default
  params = {}
  for layer, (rows, cols) in enumerate([(n_h, n_x), (n_y, n_h)], start=1):
    params[f'W{layer}'] = rng.randn(rows, cols) * 0.01
    params[f'b{layer}'] = np.zeros((rows, 1))
  return params

# %%
def forward_propagation(X, parameters):
  A1 = np.tanh(Z1 := parameters['W1'] @ X + parameters['b1'])
  A2 = sigmoid(Z2 := parameters['W2'] @ A1 + parameters['b2'])
  return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}

# %%
def compute_cost(A2, Y):
  return -np.mean(Y * np.log(A2) + (1 - Y) * np.log1p(-A2))

# %% [markdown]
# *careful: mean is over the samples only, ok because there is one output*

# %%
def backward_propagation(parameters, cache, X, Y):
  m = Y.shape[1]
  A1, A2 = cache['A1'], cache['A2']
  delta2 = (A2 - Y) / m
  delta1 = (parameters['W2'].T @ delta2) * (1 - A1**2)
  return {
    'dW2': delta2 @ A1.T,
    'db2': delta2.sum(1, keepdims=True),
    'dW1': delta1 @ X.T,
    'db1': delta1.sum(1, keepdims=True),
  }

# %% [markdown]
# *no copies here, a step is done 10000 times*

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
  for key in parameters:
    parameters[key] -= learning_rate * grads['d' + key]
  return parameters

# %%
toy = initialize_parameters(3, 2, 1)
toy_x = rng.randn(3, 50)
toy_y = (toy_x.sum(0, keepdims=True) > 0) * 1
for it in range(1000):
  toy_a, toy_cache = forward_propagation(toy_x, toy)
  update_parameters(toy, backward_propagation(toy, toy_cache, toy_x, toy_y))
compute_cost(toy_a, toy_y)
