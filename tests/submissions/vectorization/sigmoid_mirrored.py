"""The sigmoid falls where it should rise. Its slope calls it, and is right all the same.

based on: as_taught
exercises: {activation: failed, others: passed}
"""

# %% rank_one_question
YOUR ANSWER HERE

# %% activation-solution
def activation(name: str, z: ArrayLike) -> NDArray:
    """Apply one of five activation functions to every entry of z."""
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        return 1 / (1 + np.exp(z))
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
    z = np.asarray(z) * 1.0
    if name == "sigmoid":
        s = activation(name, z)
        return s * (1 - s)
    if name == "tanh":
        return 1 - activation("tanh", z) ** 2
    if name == "relu":
        return np.where(z > 0, 1.0, 0.0)
    if name == "leaky_relu":
        return np.where(z > 0, 1.0, 0.01)
    if name == "elu":
        return np.where(z > 0, 1.0, np.exp(z))
