# %% root
def squared_distances(P, X):
    return np.sqrt(((P[:, :, None] - X[:, None, :]) ** 2).sum(axis=0))

# %% transposed
def squared_distances(P, X):
    return ((X[:, :, None] - P[:, None, :]) ** 2).sum(axis=0)

# %% plus
def squared_distances(P, X):
    return (P ** 2).sum(axis=0)[:, None] + (X ** 2).sum(axis=0) + 2 * P.T @ X

# %% rows
def squared_distances(P, X):
    return ((P[:, None, :] - X[None, :, :]) ** 2).sum(axis=2)
