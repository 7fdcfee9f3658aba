"""Every function follows the text step by step; all of it is right.

exercises: passed
"""

# %% [markdown]
# # Training well

# %%
import numpy as np


# %%
def softmax(Z):
    largest = np.max(Z, axis=1, keepdims=True)  # (m, 1)
    e = np.exp(Z - largest)
    return e / np.sum(e, axis=1, keepdims=True)


# %%
def softmax_cross_entropy(Z, Y):
    m = Z.shape[0]
    less = Z - np.max(Z, axis=1, keepdims=True)
    log_sum = np.log(np.sum(np.exp(less), axis=1, keepdims=True))
    cost = np.sum(log_sum[:, 0] - np.sum(Y * less, axis=1)) / m
    A = softmax(Z)
    return cost, (A - Y) / m


# %%
def initialize_parameters(sizes, activation, rng):
    factor = 2 if activation == "relu" else 1
    parameters = {}
    for layer in range(1, len(sizes)):
        n_in, n_out = sizes[layer - 1], sizes[layer]
        std = np.sqrt(factor / n_in)
        parameters["W" + str(layer)] = rng.normal(0, std, size=(n_in, n_out))
        parameters["b" + str(layer)] = np.zeros((1, n_out))
    return parameters


# %%
def momentum_step(parameters, gradients, velocity, learning_rate, beta=0.9):
    new_velocity = {}
    new_parameters = {}
    for name in velocity:
        new_velocity[name] = beta * velocity[name] + (1 - beta) * gradients["d" + name]
    for name in parameters:
        new_parameters[name] = parameters[name] - learning_rate * new_velocity[name]
    return new_parameters, new_velocity


# %%
def adam_step(parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    t = state["t"] + 1
    v, s, new = {}, {}, {}
    for name in parameters:
        g = gradients["d" + name]
        v[name] = beta1 * state["v"][name] + (1 - beta1) * g
        s[name] = beta2 * state["s"][name] + (1 - beta2) * g**2
        # after t steps a constant gradient has grown to (1 - beta^t) of itself
        v_hat = v[name] / (1 - beta1**t)
        s_hat = s[name] / (1 - beta2**t)
        new[name] = parameters[name] - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon)
    return new, {"t": t, "v": v, "s": s}


# %%
def scheduled_rate(step, total_steps, base_rate, warmup_steps=0):
    if step < warmup_steps:
        return base_rate * (step + 1) / warmup_steps
    if step >= total_steps:
        return 0.0
    share = (step - warmup_steps) / (total_steps - warmup_steps)
    return base_rate * (np.cos(np.pi * share) + 1) / 2


# %%
def add_l2(cost, gradients, parameters, strength, m):
    new = dict(gradients)
    squares = 0.0
    for name in parameters:
        if name.startswith("W"):
            squares = squares + np.sum(parameters[name] ** 2)
            new["d" + name] = gradients["d" + name] + strength / m * parameters[name]
    return cost + strength / (2 * m) * squares, new


# %%
def dropout(A, keep, rng, training=True):
    if training:
        mask = (rng.random(A.shape) < keep).astype(float) / keep
    else:
        mask = np.ones(A.shape)
    return A * mask, mask


# %%
class EarlyStopping:
    def __init__(self, patience):
        self.patience = patience
        self.best_cost = np.inf
        self.best_parameters = None
        self.without = 0

    def update(self, cost, parameters):
        if cost < self.best_cost:
            self.best_cost = cost
            self.best_parameters = {name: np.copy(p) for name, p in parameters.items()}
            self.without = 0
        else:
            self.without = self.without + 1
        return self.without >= self.patience


# %%
def batchnorm_forward(Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5):
    if training:
        mean = np.mean(Z, axis=0, keepdims=True)
        var = np.var(Z, axis=0, keepdims=True)
        running = {
            "mean": momentum * running["mean"] + (1 - momentum) * mean,
            "var": momentum * running["var"] + (1 - momentum) * var,
        }
    else:
        mean = running["mean"]
        var = running["var"]
    std = np.sqrt(var + epsilon)
    Z_hat = (Z - mean) / std
    return gamma * Z_hat + beta, {"Z_hat": Z_hat, "std": std}, running


# %%
def batchnorm_backward(dOut, gamma, cache):
    Z_hat, std = cache["Z_hat"], cache["std"]
    dgamma = np.sum(dOut * Z_hat, axis=0, keepdims=True)
    dbeta = np.sum(dOut, axis=0, keepdims=True)
    dZ_hat = dOut * gamma
    mean1 = np.mean(dZ_hat, axis=0, keepdims=True)
    mean2 = np.mean(dZ_hat * Z_hat, axis=0, keepdims=True)
    return (dZ_hat - mean1 - Z_hat * mean2) / std, dgamma, dbeta


# %%
def confusion_matrix(truth, predicted, n_classes):
    C = np.zeros((n_classes, n_classes), dtype=int)
    for t, p in zip(truth, predicted):
        C[t, p] += 1
    return C
