"""Functions that write into the arrays that they were given; one of them stops at integers.

based on: as_taught
exercises:
  as_column: failed
  standardize: crashed
  activation: failed
  merge_linear_layers: failed
  others: passed
"""

# %% as_column-solution
def as_column(v):
    v.shape = (-1, 1)
    return v

# %% rank_one_question
YOUR ANSWER HERE

# %% standardize-solution
def standardize(X):
    X -= X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    X /= np.where(std < 1e-12, 1, std)
    return X

# %% activation-solution
def activation(name: str, z: ArrayLike) -> NDArray:
    """Apply one of five activation functions to every entry of z."""
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        return 1 / (1 + np.exp(-z))
    if name == "tanh":
        return np.tanh(z)
    if name == "relu":
        z[z < 0] = 0
        return z
    if name == "leaky_relu":
        return np.where(z > 0, z, 0.01 * z)
    if name == "elu":
        return np.where(z > 0, z, np.exp(z) - 1)

# %% merge_linear_layers-solution
def merge_linear_layers(W1, b1, W2, b2):
    b2 += W2 @ b1
    return W2 @ W1, b2
