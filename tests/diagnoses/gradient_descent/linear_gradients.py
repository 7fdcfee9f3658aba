# %% without_two
# known: linear_without_two
def linear_gradients(X, y, w, b):
    e = X @ w + b - y
    return X.T @ e / len(X), e.mean()

# %% dict
# says: A dict came back where two values are asked for. Everything that is asked for is in it and right; only return it as asked: `dw` and `db`, in
def linear_gradients(X, y, w, b):
    e = X @ w + b - y
    return {"dw": 2 * X.T @ e / len(X), "db": 2 * e.mean()}

# %% features_in_rows
# known: linear_products_do_not_fit
def linear_gradients(X, y, w, b):
    e = w.T @ X + b - y.T
    return 2 * X @ e.T / X.shape[1], 2 * e.mean()

# %% b_forgotten
# known: linear_without_bias
def linear_gradients(X, y, w, b):
    e = X @ w - y
    return 2 * X.T @ e / len(X), 2 * e.mean()
