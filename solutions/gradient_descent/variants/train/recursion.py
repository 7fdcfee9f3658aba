"""One epoch, and then the rest by a call of itself."""


def train(X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng):
    theta = W1, b1, W2, b2
    if epochs == 0:
        return [*theta, []]
    for X_batch, Y_batch in minibatches(X=X, Y=Y, batch_size=batch_size, rng=rng):
        _, a1, _, a2 = forward_propagation(X_batch, *theta)
        slopes = backward_propagation(X_batch, Y_batch, a1, a2, theta[2])
        theta = update_parameters(*theta, *slopes, learning_rate)
    cost = cross_entropy_loss(Y, forward_propagation(X, *theta)[-1])
    *theta, costs = train(X, Y, *theta, epochs - 1, batch_size, learning_rate, rng)
    return [*theta, [cost, *costs]]
