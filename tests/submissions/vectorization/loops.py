"""Right values everywhere, number by number; only the two exercises that rule a loop out lose the
marks for it.

based on: as_taught
exercises: {squared_distances: failed, weighted_sums: failed, others: passed}
"""

# %% as_column-solution
def as_column(v):
    column = []
    for number in v.ravel():
        column.append([number])
    return np.array(column)

# %% rank_one_question
YOUR ANSWER HERE

# %% standardize-solution
def standardize(X):
    result = np.zeros(X.shape)
    for i in range(X.shape[0]):
        if max(X[i]) == min(X[i]):
            continue
        mean = sum(X[i]) / len(X[i])
        var = 0
        for x in X[i]:
            var += (x - mean) ** 2
        for j in range(X.shape[1]):
            result[i, j] = (X[i, j] - mean) / (var / len(X[i])) ** 0.5
    return result

# %% squared_distances-solution
def squared_distances(P, X):
    D = np.zeros((P.shape[1], X.shape[1]))
    for i in range(P.shape[1]):
        for j in range(X.shape[1]):
            D[i, j] = np.sum((P[:, i] - X[:, j]) ** 2)
    return D

# %% weighted_sums-solution
def weighted_sums(w, X, b):
    return np.array([[sum(w[i, 0] * X[i, j] for i in range(len(w))) + b for j in range(X.shape[1])]])

# %% activation-solution
import math


def one(name, x):
    if name == "sigmoid":
        if x < -700:
            return 0.0
        return 1 / (1 + math.exp(-x))
    if name == "tanh":
        return math.tanh(x)
    if name == "relu":
        return max(0.0, x)
    if name == "leaky_relu":
        return x if x > 0 else 0.01 * x
    return x if x > 0 else math.exp(x) - 1


def activation(name, z):
    if np.ndim(z) == 0:
        return one(name, z)
    return np.array([activation(name, part) for part in z], dtype=float)
