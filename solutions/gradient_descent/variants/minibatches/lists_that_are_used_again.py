"""Hands out the same list object each time, with other arrays in it."""


def minibatches(X, Y, batch_size, rng):
    order = list(rng.choice(len(X), size=len(X), replace=False))
    pair = [None, None]
    while order:
        chosen = [order.pop() for _ in range(min(batch_size, len(order)))]
        pair[0], pair[1] = X[chosen], Y[chosen]
        yield pair
