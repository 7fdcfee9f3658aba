"""Mistakes that students make in `update_parameters`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("update_parameters")
def update_in_place(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference):
    """The step is right, but after the call the old parameters have changed too.

    `W1 -= ...` writes into the array that was passed in. Then nobody can begin again from the same
    start. `W1 - ...` makes a new array.
    """
    old = W1, b1, W2, b2
    new = reference.update_parameters(*old, dW1, db1, dW2, db2, learning_rate)
    for before, after in zip(old, new, strict=True):
        before[:] = after
    return old


@misconception("update_parameters")
def update_uphill(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference):
    """Your parameters move in the direction of their gradients, which is uphill.

    The gradient points in the direction in which the cost grows. Subtract it.
    """
    return reference.update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, -learning_rate)


@misconception("update_parameters")
def update_without_learning_rate(
    W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference
):
    """Your step subtracts the whole gradient: the learning rate is missing."""
    return reference.update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, 1.0)


@misconception("update_parameters")
def update_with_a_fixed_rate(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference):
    """Your step always uses the learning rate 0.1, even if another one is passed."""
    return reference.update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, 0.1)


@misconception("update_parameters")
def update_with_another_default(
    W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.01, *, reference
):
    """If no learning rate is passed, your step uses 0.01; the default should be 0.1."""
    return reference.update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate)


@misconception("update_parameters")
def update_of_weights_only(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference):
    """Your biases stay as they are, but they should take a step as the weights do."""
    step = reference.update_parameters(W1, b1, W2, b2, dW1, 0 * db1, dW2, 0 * db2, learning_rate)
    return step[0], b1, step[2], b2


@misconception("update_parameters")
def update_returns_steps(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference):
    """Your function returns the steps alone: the learning rate times the gradients.

    Subtract them from the parameters.
    """
    new = reference.update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate)
    return tuple(old - after for old, after in zip((W1, b1, W2, b2), new, strict=True))


@misconception("update_parameters")
def update_returns_dict(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference):
    """You return a dict; return the parameters one by one instead: W1, b1, W2, b2."""
    new = reference.update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate)
    return dict(zip(("W1", "b1", "W2", "b2"), new, strict=True))
