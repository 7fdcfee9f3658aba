"""Everything is computed and printed, but nothing after the sigmoid is returned in full: None
three times, the prediction without its cache, and None from an update in place.

exercises: {sigmoid: passed, others: failed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
  return 1 / (1 + np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
  W1 = np.random.randn(n_h, n_x) * 0.01
  b1 = np.zeros((n_h, 1))
  W2 = np.random.randn(n_y, n_h) * 0.01
  b2 = np.zeros((n_y, 1))
  print(W1, b1, W2, b2)

# %%
def forward_propagation(X, parameters):
  Z1 = parameters["W1"] @ X + parameters["b1"]
  A1 = np.tanh(Z1)
  Z2 = parameters["W2"] @ A1 + parameters["b2"]
  A2 = sigmoid(Z2)
  cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
  print(cache)
  return A2

# %%
def compute_cost(A2, Y):
  m = Y.shape[1]
  cost = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)).sum() / m
  print("cost =", cost)

# %%
def backward_propagation(parameters, cache, X, Y):
  m = X.shape[1]
  dZ2 = cache["A2"] - Y
  dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
  grads = {"dW1": dZ1 @ X.T / m, "db1": dZ1.mean(axis=1, keepdims=True),
           "dW2": dZ2 @ cache["A1"].T / m, "db2": dZ2.mean(axis=1, keepdims=True)}
  print(grads)

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
  for k in parameters:
    parameters[k] -= learning_rate * grads["d" + k]

# %%
compute_cost(np.array([[0.25, 0.75]]), np.array([[0, 1]]))
