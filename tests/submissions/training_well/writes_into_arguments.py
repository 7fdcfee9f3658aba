"""Right values, but the arguments are changed in place.

based on: as_taught
exercises: {softmax: failed, momentum_step: failed, add_l2: failed, dropout: failed, others: passed}
"""


# %% softmax-solution
def softmax(Z):
    Z -= Z.max(axis=1, keepdims=True) if Z.dtype.kind == "f" else 0
    e = np.exp(Z)
    return e / e.sum(axis=1, keepdims=True)


# %% momentum_step-solution
def momentum_step(parameters, gradients, velocity, learning_rate, beta=0.9):
    for name in parameters:
        velocity[name] *= beta
        velocity[name] += (1 - beta) * gradients["d" + name]
        parameters[name] -= learning_rate * velocity[name]
    return parameters, velocity


# %% add_l2-solution
def add_l2(cost, gradients, parameters, strength, m):
    for name in parameters:
        if name.startswith("W"):
            cost += strength / (2 * m) * np.sum(parameters[name] ** 2)
            gradients["d" + name] += strength / m * parameters[name]
    return cost, gradients


# %% dropout-solution
def dropout(A, keep, rng, training=True):
    mask = (rng.random(A.shape) < keep) / keep if training else np.ones(A.shape)
    A *= mask
    return A, mask
