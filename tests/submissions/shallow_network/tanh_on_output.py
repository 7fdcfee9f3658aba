"""The output layer uses tanh like the hidden one, so the predictions are not probabilities.

exercises: {forward_propagation: failed, others: passed}
"""

# %% [markdown]
# # NN from scratch 🧠

# %%
import numpy as np
import matplotlib.pyplot as plt

# %%
#@title Activation
def sigmoid(z):
  return 1.0 / (1.0 + np.exp(-z))

# %%
#@title Parameters
def initialize_parameters(n_x, n_h, n_y):
  params = {}
  params["W1"] = np.random.randn(n_h, n_x) * 0.01
  params["W2"] = np.random.randn(n_y, n_h) * 0.01
  params["b1"] = np.zeros((n_h, 1))
  params["b2"] = np.zeros((n_y, 1))
  return params

# %%
#@title Forward
def forward_propagation(X, parameters):
  caches = {}
  A = X
  for l in [1, 2]:
    Z = np.dot(parameters["W" + str(l)], A) + parameters["b" + str(l)]
    A = np.tanh(Z)
    caches["Z" + str(l)] = Z
    caches["A" + str(l)] = A
  return A, caches

# %%
#@title Loss
def compute_cost(A2, Y):
  losses = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
  return np.mean(losses)

# %%
#@title Backward
def backward_propagation(parameters, cache, X, Y):
  N = X.shape[1]
  dZ2 = cache["A2"] - Y
  grads = {"dW2": dZ2 @ cache["A1"].T / N, "db2": dZ2.sum(1, keepdims=True) / N}
  dZ1 = (parameters["W2"].T @ dZ2) * (1 - cache["A1"] ** 2)
  grads.update({"dW1": dZ1 @ X.T / N, "db1": dZ1.sum(1, keepdims=True) / N})
  return grads

# %%
#@title SGD
def update_parameters(parameters, grads, learning_rate=1.2):
  return {p: parameters[p] - learning_rate * grads["d" + p] for p in parameters}

# %%
x = np.random.randn(2, 10)
y = np.random.randint(0, 2, (1, 10))
w = initialize_parameters(2, 4, 1)
a, c = forward_propagation(x, w)
print(compute_cost(a, y))   # why nan??
