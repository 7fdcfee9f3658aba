"""Loops over samples, units and parameters everywhere; slow, and right.

based on: as_taught
exercises: passed
"""


# %% softmax-solution
def softmax(Z):
    A = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for k in range(Z.shape[1]):
            A[i, k] = 1 / sum(np.exp(min(z - Z[i, k], 700.0)) for z in Z[i])
    return A


# %% softmax_cross_entropy-solution
def softmax_cross_entropy(Z, Y):
    m, K = Z.shape
    cost, dZ = 0.0, np.zeros((m, K))
    for i in range(m):
        top = max(Z[i])
        total = sum(np.exp(z - top) for z in Z[i])
        for k in range(K):
            dZ[i, k] = np.exp(Z[i, k] - top) / total / m
            if Y[i, k]:
                cost += (np.log(total) + top - Z[i, k]) / m
                dZ[i, k] -= 1 / m
    return float(cost), dZ


# %% add_l2-solution
def add_l2(cost, gradients, parameters, strength, m):
    new = {name: np.array(value) for name, value in gradients.items()}
    for name, W in parameters.items():
        if name[0] == "W":
            for i, j in np.ndindex(W.shape):
                cost += strength * W[i, j] ** 2 / (2 * m)
                new["d" + name][i, j] += strength * W[i, j] / m
    return cost, new


# %% dropout-solution
def dropout(A, keep, rng, training=True):
    mask = np.ones(A.shape)
    if training:
        for i, j in np.ndindex(A.shape):
            mask[i, j] = 1 / keep if rng.random() < keep else 0.0
    return A * mask, mask


# %% batchnorm_backward-solution
def batchnorm_backward(dOut, gamma, cache):
    m, n = dOut.shape
    dZ, dgamma, dbeta = np.zeros((m, n)), np.zeros((1, n)), np.zeros((1, n))
    for j in range(n):
        for i in range(m):
            dgamma[0, j] += dOut[i, j] * cache["Z_hat"][i, j]
            dbeta[0, j] += dOut[i, j]
        for i in range(m):
            way = dOut[i, j] - dbeta[0, j] / m - cache["Z_hat"][i, j] * dgamma[0, j] / m
            dZ[i, j] = gamma[0, j] * way / cache["std"][0, j]
    return dZ, dgamma, dbeta
