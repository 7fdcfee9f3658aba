"""The formulas of a table, typed in without a thought for large z; infinity divided by infinity,
and infinity times 0, are NaN.

based on: as_taught
exercises: {activation: failed, activation_slope: failed, others: passed}
"""

# %% rank_one_question
YOUR ANSWER HERE

# %% activation-solution
def activation(name, z):
    z = np.asarray(z, dtype=float)
    e = np.exp(z)
    if name == "sigmoid":
        return e / (1 + e)
    if name == "tanh":
        return (e - 1 / e) / (e + 1 / e)
    if name == "relu":
        return z * (z > 0)
    if name == "leaky_relu":
        return z * (z > 0) + 0.01 * z * (z <= 0)
    return z * (z > 0) + (e - 1) * (z <= 0)

# %% activation_slope-solution
def activation_slope(name, z):
    z = np.asarray(z, dtype=float)
    e = np.exp(z)
    if name == "sigmoid":
        return e / (1 + e) ** 2
    if name == "tanh":
        return 1 - ((e - 1 / e) / (e + 1 / e)) ** 2
    if name == "relu":
        return 1.0 * (z > 0)
    if name == "leaky_relu":
        return 1.0 * (z > 0) + 0.01 * (z <= 0)
    return 1.0 * (z > 0) + e * (z <= 0)
