"""The gradients are sums over the samples where the cost is a mean; the division by m is missing.

exercises: {backward_propagation: failed, neuron_backward: passed, others: passed}
"""

# %% [markdown]
# # Rede neural rasa
#
# Exercício da semana 3. Usei `@` em vez de `np.dot` porque acho mais legível.

# %%
import numpy as np

# %%
def sigmoid(z):
    # função logística
    return 1 / (1 + np.exp(-z))

# %%
def initialize_parameters(n_x, n_h, n_y):
    # pesos pequenos
    W1 = np.random.randn(n_h, n_x) * 1e-2
    W2 = np.random.randn(n_y, n_h) * 1e-2
    # vieses nulos
    b1, b2 = np.zeros((n_h, 1)), np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %%
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = (parameters[k] for k in ["W1", "b1", "W2", "b2"])
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %%
def compute_cost(A2, Y):
    perda = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    return -perda.sum() / perda.shape[1]

# %%
def neuron_backward(x, w, b, da):
    """Back through softsign"""
    z = float((w @ x)[0, 0] + b)
    dz = da / (1 + abs(z)) ** 2
    return w.T * dz, x.T * dz, dz

# %%
def backward_propagation(parameters, cache, X, Y):
    dZ2 = cache["A2"] - Y
    dZ1 = (parameters["W2"].T @ dZ2) * (1 - cache["A1"] ** 2)
    return {
        "dW2": dZ2 @ cache["A1"].T,
        "db2": dZ2.sum(axis=1, keepdims=True),
        "dW1": dZ1 @ X.T,
        "db1": dZ1.sum(axis=1, keepdims=True),
    }

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - learning_rate * grads[f"d{k}"] for k in parameters}

# %% [markdown]
# Com taxa 1.2 o custo explode, então treino com 0.002:

# %%
X = np.random.randn(2, 400)
Y = (X[:1] ** 2 > X[1:]).astype(int)
p = initialize_parameters(2, 5, 1)
for i in range(10000):
    A2, cache = forward_propagation(X, p)
    p = update_parameters(p, backward_propagation(p, cache, X, Y), 0.002)
    if not i % 2500:
        print(i, round(compute_cost(A2, Y), 5))
