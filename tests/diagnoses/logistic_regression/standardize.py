# %% one_set_only
# says: It is called as `standardize(X_train, X_new)`, but the def of `standardize` takes (X). Take just the arguments that the exercise has:
def standardize(X):
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)

# %% by_255
# vague
# says: The first returned value and the second returned value are wrong in all calls of the tests
def standardize(X_train, X_new):
    return X_train / 255, X_new / 255

# %% wrong_axis
# known: standardize_does_not_fit
def standardize(X_train, X_new):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / std, (X_new - mean) / std
