# %% root
# known: distances_not_squared
def squared_distances(P, X):
    return np.sqrt(((P[:, :, None] - X[:, None, :]) ** 2).sum(axis=0))

# %% transposed
# known: distances_transposed
def squared_distances(P, X):
    return ((X[:, :, None] - P[:, None, :]) ** 2).sum(axis=0)

# %% plus
# known: distances_with_plus
def squared_distances(P, X):
    return (P ** 2).sum(axis=0)[:, None] + (X ** 2).sum(axis=0) + 2 * P.T @ X

# %% rows
# says: In some calls it stops. Two arrays that are combined entry by entry in that line have shapes that do not go together. Print both shapes
def squared_distances(P, X):
    return ((P[:, None, :] - X[None, :, :]) ** 2).sum(axis=2)
