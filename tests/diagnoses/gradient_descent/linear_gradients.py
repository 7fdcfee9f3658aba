# %% without_two
def linear_gradients(X, y, w, b):
    e = X @ w + b - y
    return X.T @ e / len(X), e.mean()

# %% dict
def linear_gradients(X, y, w, b):
    e = X @ w + b - y
    return {"dw": 2 * X.T @ e / len(X), "db": 2 * e.mean()}

# %% features_in_rows
def linear_gradients(X, y, w, b):
    e = w.T @ X + b - y.T
    return 2 * X @ e.T / X.shape[1], 2 * e.mean()

# %% b_forgotten
def linear_gradients(X, y, w, b):
    e = X @ w - y
    return 2 * X.T @ e / len(X), 2 * e.mean()
