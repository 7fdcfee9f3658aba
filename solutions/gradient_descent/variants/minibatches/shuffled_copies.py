"""Shuffles copies first, then cuts slices from them."""


def minibatches(X, Y, batch_size, rng):
    indices = rng.permutation(X.shape[0])
    X_shuffled, Y_shuffled = X[indices], Y[indices]
    for i in range(0, X.shape[0], batch_size):
        yield X_shuffled[i : i + batch_size], Y_shuffled[i : i + batch_size]
