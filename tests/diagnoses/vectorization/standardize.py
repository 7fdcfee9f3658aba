# %% axis_0
# known: standardize_along_features standardize_constant_is_nan
def standardize(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)

# %% no_keepdims
# says: In some calls it stops. Two arrays that are combined entry by entry in that line have shapes that do not go together. Print both shapes
def standardize(X):
    return (X - X.mean(axis=1)) / X.std(axis=1)

# %% variance
# vague
# says: The result is wrong in all calls of the tests, and infinite or NaN in some of them.
def standardize(X):
    return (X - X.mean(axis=1, keepdims=True)) / X.var(axis=1, keepdims=True)

# %% ddof
# known: standardize_of_one_fewer standardize_constant_is_nan
def standardize(X):
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True, ddof=1)
