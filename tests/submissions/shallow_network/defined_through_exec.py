"""Functions made by exec, which no parser sees: the whole notebook is run before a loss counts.

exercises: passed
notes:
- judged with statements that were skipped at first
"""

# %% [markdown]
# # Shallow network

# %%
import numpy as np

# %%
source = 'def sigmoid(z):\n    return 1.0 / (1.0 + np.exp(-z))\n\ndef initialize_parameters(n_x, n_h, n_y):\n    np.random.seed(4)\n    return {\n        "W1": np.random.randn(n_h, n_x) * 0.01,\n        "b1": np.zeros((n_h, 1)),\n        "W2": np.random.randn(n_y, n_h) * 0.01,\n        "b2": np.zeros((n_y, 1)),\n    }\n\ndef forward_propagation(X, parameters):\n    Z1 = parameters["W1"] @ X + parameters["b1"]\n    A1 = np.tanh(Z1)\n    Z2 = parameters["W2"] @ A1 + parameters["b2"]\n    A2 = sigmoid(Z2)\n    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}\n\ndef compute_cost(A2, Y):\n    per_sample = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)\n    return float(-per_sample.mean())\n\ndef backward_propagation(parameters, cache, X, Y):\n    m = X.shape[1]\n    dZ2 = cache["A2"] - Y\n    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)\n    return {\n        "dW2": dZ2 @ cache["A1"].T / m,\n        "db2": dZ2.sum(axis=1, keepdims=True) / m,\n        "dW1": dZ1 @ X.T / m,\n        "db1": dZ1.sum(axis=1, keepdims=True) / m,\n    }\n\ndef update_parameters(parameters, grads, learning_rate=1.2):\n    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}'
exec(source)
