# %% one_set_only
def standardize(X):
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)

# %% by_255
def standardize(X_train, X_new):
    return X_train / 255, X_new / 255

# %% wrong_axis
def standardize(X_train, X_new):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / std, (X_new - mean) / std
