"""The comparison itself, of z with 0: an array of booleans."""


def predict(w, b, X):
    return w.T @ X + b > 0
