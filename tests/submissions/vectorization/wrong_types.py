"""Lists, texts, prints, tuples, dicts and functions where arrays, tuples and numbers were asked
for.

based on: untouched_release
exercises: {weighted_sums: passed, others: failed}
"""

# %% as_column-solution
def as_column(v):
    return [[x] for x in v.ravel().tolist()]

# %% broadcast_shape-solution
def broadcast_shape(a, b):
    return str(np.broadcast_shapes(a, b))

# %% standardize-solution
def standardize(X):
    print((X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True))

# %% squared_distances-solution
def squared_distances(P, X):
    return np.sum((P[:, :, None] - X[:, None, :]) ** 2, axis=0).astype(int)

# %% weighted_sums-solution
def weighted_sums(w, X, b):
    return np.matrix(w).T * np.matrix(X) + b

# %% graph_forward-solution
def graph_forward(a, b, c):
    return b * c, a + b * c, 3 * (a + b * c)

# %% graph_backward-solution
def graph_backward(a, b, c):
    return {"da": "3", "db": f"{3 * c}", "dc": f"{3 * b}", "du": "3", "dv": "3"}

# %% activation-solution
def activation(name, z):
    return {"sigmoid": 1 / (1 + np.exp(-z)), "tanh": np.tanh(z)}

# %% activation_slope-solution
def activation_slope(name, z):
    return lambda h: (activation(name, z + h) - activation(name, z - h)) / (2 * h)

# %% merge_linear_layers-solution
def merge_linear_layers(W1, b1, W2, b2):
    return {"W": W2 @ W1, "b": W2 @ b1 + b2}
