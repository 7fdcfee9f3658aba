"""The articles' own lines as a student types them in; their rule of the largest length refuses 0
beside 1, and their division makes NaN of a constant feature.

based on: as_taught
exercises: {broadcast_shape: crashed, standardize: failed, others: passed}
"""

# %% as_column-solution
def as_column(v):
    v = v.reshape(-1, 1)
    assert v.shape == (v.size, 1), f"Expected a column, got {v.shape}"
    return v

# %% broadcast_shape-solution
def broadcast_shape(a, b):
    # 1. pad the shorter shape with ones in front
    n = max(len(a), len(b))
    a = [1] * (n - len(a)) + list(a)
    b = [1] * (n - len(b)) + list(b)
    # 2. the output has the maximum along each axis
    out = [max(i, j) for i, j in zip(a, b)]
    # 3. every axis must have the output's length, or length 1
    for i, j, k in zip(a, b, out):
        if i not in (k, 1) or j not in (k, 1):
            raise ValueError(f"lengths {i} and {j} do not fit")
    axes = range(n)
    stretched = [tuple(x for x in axes if own[x] != out[x]) for own in (a, b)]
    return tuple(out), stretched[0], stretched[1]

# %% rank_one_question
YOUR ANSWER HERE

# %% standardize-solution
def standardize(X):
    mean = np.mean(X, axis=1, keepdims=True)
    std = np.std(X, axis=1, keepdims=True)
    return (X - mean) / std

# %% activation-solution
def activation(name, z):
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        return 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    elif name == "tanh":
        return np.tanh(z)
    elif name == "relu":
        return np.maximum(0, z)
    elif name == "leaky_relu":
        return np.maximum(0.01 * z, z)
    return np.where(z > 0, z, np.exp(z) - 1)
