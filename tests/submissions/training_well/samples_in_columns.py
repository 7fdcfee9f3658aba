"""Three functions as in the assignments with samples in columns; everything else is for rows.

based on: as_taught
exercises:
  softmax: failed
  initialize_parameters: failed
  batchnorm_forward: failed
  others: passed
"""


# %% softmax-solution
def softmax(Z):
    e = np.exp(Z - Z.max(axis=0))
    return e / e.sum(axis=0)


# %% initialize_parameters-solution
def initialize_parameters(sizes, activation, rng):
    out = {}
    for l in range(1, len(sizes)):
        std = np.sqrt({"relu": 2, "tanh": 1}[activation] / sizes[l - 1])
        out["W" + str(l)] = rng.normal(0, std, (sizes[l], sizes[l - 1]))
        out["b" + str(l)] = np.zeros((sizes[l], 1))
    return out


# %% batchnorm_forward-solution
def batchnorm_forward(Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5):
    mean, var = Z.mean(axis=1, keepdims=True), Z.var(axis=1, keepdims=True)
    std = np.sqrt(var + epsilon)
    Z_hat = (Z - mean) / std
    return gamma * Z_hat + beta, {"Z_hat": Z_hat, "std": std}, running
