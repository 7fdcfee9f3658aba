"""Every function follows the text step by step, in the released notebook; all of it is right.

based on: untouched_release
exercises: passed
"""

# %% as_column-solution
def as_column(v: NDArray) -> NDArray:
    """Turn a vector of any of the three shapes into a column."""
    return np.reshape(v, (np.size(v), 1))

# %% broadcast_shape-solution
def broadcast_shape(a: tuple[int, ...], b: tuple[int, ...]) -> tuple:
    """Find the shape that two shapes broadcast to, and which axes are stretched."""
    # ones in front of the shorter shape
    a = (1,) * (len(b) - len(a)) + a
    b = (1,) * (len(a) - len(b)) + b
    shape, of_a, of_b = [], [], []
    for axis, (n, k) in enumerate(zip(a, b)):
        if n != k and n != 1 and k != 1:
            raise ValueError(f"lengths {n} and {k} do not fit")
        shape.append(k if n == 1 else n)
        if n != shape[-1]:
            of_a.append(axis)
        if k != shape[-1]:
            of_b.append(axis)
    return tuple(shape), tuple(of_a), tuple(of_b)

# %% rank_one_question
`y_hat - y` has the shape `(4, 4)`: a column minus something that counts as a row. The zeros are on the diagonal.
`assert y.shape == y_hat.shape` would have caught it.

# %% standardize-solution
def standardize(X: NDArray) -> NDArray:
    """Bring every feature to mean 0 and standard deviation 1."""
    mu = np.mean(X, axis=1, keepdims=True)
    s = np.std(X, axis=1, keepdims=True)
    same = np.min(X, axis=1, keepdims=True) == np.max(X, axis=1, keepdims=True)
    return np.where(same, 0.0, (X - mu) / np.where(same, 1.0, s))

# %% squared_distances-solution
def squared_distances(P: NDArray, X: NDArray) -> NDArray:
    """Compute the squared distance between each point and each sample."""
    all_pairs = P[:, :, np.newaxis] - X[:, np.newaxis, :]
    return (all_pairs**2).sum(axis=0)

# %% weighted_sums-solution
def weighted_sums(w: NDArray, X: NDArray, b: float) -> NDArray:
    """Compute the weighted sum of the features of each sample, without a Python loop."""
    Z = np.dot(w.T, X) + b
    assert Z.shape == (1, X.shape[1])
    return Z

# %% graph_forward-solution
def graph_forward(a: float, b: float, c: float) -> dict[str, float]:
    """Compute J = 3 (a + b c) and the steps on the way."""
    u = b * c
    v = a + u
    J = 3 * v
    return {"u": u, "v": v, "J": J}

# %% graph_backward-solution
def graph_backward(a: float, b: float, c: float) -> dict[str, float]:
    """Compute how fast J = 3 (a + b c) grows with each number of its graph."""
    dv = 3
    du = dv * 1
    da = dv * 1
    db = du * c
    dc = du * b
    return {"da": da, "db": db, "dc": dc, "du": du, "dv": dv}

# %% activation-solution
def activation(name: str, z: ArrayLike) -> NDArray:
    """Apply one of five activation functions to every entry of z."""
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        return 1 / (1 + np.exp(-z))
    if name == "tanh":
        return np.tanh(z)
    if name == "relu":
        return np.maximum(0, z)
    if name == "leaky_relu":
        return np.where(z > 0, z, 0.01 * z)
    if name == "elu":
        return np.where(z > 0, z, np.exp(z) - 1)

# %% activation_slope-solution
def activation_slope(name: str, z: ArrayLike) -> NDArray:
    """Compute the slope of one of five activation functions at every entry of z."""
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        s = activation(name, z)
        return s * (1 - s)
    if name == "tanh":
        t = activation(name, z)
        return 1 - t**2
    if name == "relu":
        return np.where(z > 0, 1.0, 0.0)
    if name == "leaky_relu":
        return np.where(z > 0, 1.0, 0.01)
    if name == "elu":
        return np.where(z > 0, 1.0, np.exp(z))

# %% merge_linear_layers-solution
def merge_linear_layers(W1: NDArray, b1: NDArray, W2: NDArray, b2: NDArray):
    """Find the one layer that does what two layers without activation do."""
    W = np.dot(W2, W1)
    b = np.dot(W2, b1) + b2
    return W, b
