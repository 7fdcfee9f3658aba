"""The first five exercises are done, and two of the five activation functions; the rest is as it
was handed out.

based on: untouched_release
exercises:
  graph_forward: missing
  graph_backward: missing
  activation: failed
  activation_slope: missing
  merge_linear_layers: missing
  others: passed
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

# %% activation-solution
def activation(name: str, z: ArrayLike) -> NDArray:
    """Apply one of five activation functions to every entry of z."""
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        return 1 / (1 + np.exp(-z))
    if name == "tanh":
        return np.tanh(z)
    # TODO: the other three
    raise NotImplementedError("Exercise 8: write activation")
