# %% axis_0
def standardize(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)

# %% no_keepdims
def standardize(X):
    return (X - X.mean(axis=1)) / X.std(axis=1)

# %% variance
def standardize(X):
    return (X - X.mean(axis=1, keepdims=True)) / X.var(axis=1, keepdims=True)

# %% ddof
def standardize(X):
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True, ddof=1)
