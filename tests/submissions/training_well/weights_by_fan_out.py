"""He's rule with the number of outputs, and L2 that also takes biases.

based on: as_taught
exercises: {initialize_parameters: failed, add_l2: failed, others: passed}
says:
  initialize_parameters: "number of outputs"
  add_l2: "biases"
"""


# %% initialize_parameters-solution
def initialize_parameters(sizes, activation, rng):
    factor = 2 if activation == "relu" else 1
    parameters = {}
    for l in range(1, len(sizes)):
        W = rng.normal(size=(sizes[l - 1], sizes[l])) * np.sqrt(factor / sizes[l])
        parameters |= {f"W{l}": W, f"b{l}": np.zeros((1, sizes[l]))}
    return parameters


# %% add_l2-solution
def add_l2(cost, gradients, parameters, strength, m):
    grads = {}
    for name, p in parameters.items():
        cost = cost + strength / (2 * m) * np.sum(p**2)
        grads["d" + name] = gradients["d" + name] + strength / m * p
    return cost, grads
