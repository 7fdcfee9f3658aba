"""Batch normalization with ddof=1, and a momentum that goes the other way round; its gradient
takes mean and variance for fixed numbers.

based on: as_taught
exercises: {batchnorm_forward: failed, batchnorm_backward: failed, others: passed}
says:
  batchnorm_backward: "two are missing"
"""


# %% batchnorm_forward-solution
def batchnorm_forward(Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5):
    if training:
        mean = Z.mean(axis=0, keepdims=True)
        var = Z.var(axis=0, keepdims=True, ddof=1)
        running = {
            "mean": (1 - momentum) * running["mean"] + momentum * mean,
            "var": (1 - momentum) * running["var"] + momentum * var,
        }
    else:
        mean, var = running["mean"], running["var"]
    std = np.sqrt(var + epsilon)
    Z_hat = (Z - mean) / std
    return gamma * Z_hat + beta, {"Z_hat": Z_hat, "std": std}, running


# %% batchnorm_backward-solution
def batchnorm_backward(dOut, gamma, cache):
    dgamma = np.sum(dOut * cache["Z_hat"], axis=0, keepdims=True)
    return dOut * gamma / cache["std"], dgamma, np.sum(dOut, axis=0, keepdims=True)
