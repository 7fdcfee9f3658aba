"""Mistakes that students make in `train`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


def run(reference, parameters, batches, learning_rate):
    """Take one step for each batch."""
    for X_batch, Y_batch in batches:
        _, a1, _, a2 = reference.forward_propagation(X_batch, *parameters)
        gradients = reference.backward_propagation(X_batch, Y_batch, a1, a2, parameters[2])
        parameters = reference.update_parameters(*parameters, *gradients, learning_rate)
    return parameters


def cost_of(reference, X, Y, parameters):
    """Return the cost of some samples."""
    return reference.cross_entropy_loss(Y, reference.forward_propagation(X, *parameters)[3])


@misconception("train")
def train_ignores_batch_size(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Each of your epochs is one step with all samples, whatever batch_size is.

    Go through the mini-batches in an inner loop, and take a step for each of them.
    """
    return reference.train(X, Y, W1, b1, W2, b2, epochs, len(X), learning_rate, rng)


@misconception("train")
def train_on_all_samples_each_step(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Each of your steps uses the gradients of all samples, not those of its mini-batch.

    There are as many steps as mini-batches, and each step takes as much work as a whole epoch. Use
    X_batch and Y_batch in the inner loop, not X and Y.
    """
    parameters, costs = (W1, b1, W2, b2), []
    for _ in range(epochs):
        many = len(list(reference.minibatches(X, Y, batch_size, rng)))
        parameters = run(reference, parameters, [(X, Y)] * many, learning_rate)
        costs.append(cost_of(reference, X, Y, parameters))
    return *parameters, costs


@misconception("train")
def train_with_the_first_batch_only(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Each of your epochs takes one step, with its first mini-batch; it does not use the others.

    Perhaps `break` or `return` ends the loop over the mini-batches too early.
    """
    parameters, costs = (W1, b1, W2, b2), []
    for _ in range(epochs):
        batches = list(reference.minibatches(X, Y, batch_size, rng))[:1]
        parameters = run(reference, parameters, batches, learning_rate)
        costs.append(cost_of(reference, X, Y, parameters))
    return *parameters, costs


@misconception("train")
def train_with_the_last_batch_only(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Each of your epochs takes one step, with its last mini-batch.

    Perhaps the lines that take the step come after the loop over the mini-batches, not inside it:
    look at the indentation.
    """
    parameters, costs = (W1, b1, W2, b2), []
    for _ in range(epochs):
        batches = list(reference.minibatches(X, Y, batch_size, rng))[-1:]
        parameters = run(reference, parameters, batches, learning_rate)
        costs.append(cost_of(reference, X, Y, parameters))
    return *parameters, costs


@misconception("train")
def train_for_one_epoch_only(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your function stops after the first epoch.

    Perhaps it returns inside the loop. Or perhaps you make a generator once, before the loop, and
    it has nothing left in the second epoch.
    """
    return reference.train(X, Y, W1, b1, W2, b2, 1, batch_size, learning_rate, rng)


@misconception("train")
def train_with_batches_made_once(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Only the first of your epochs learns; in all others nothing changes.

    You can go through a generator only once. Probably you make it before the loop over the epochs:
    call minibatches again in each epoch.
    """
    *parameters, costs = reference.train(X, Y, W1, b1, W2, b2, 1, batch_size, learning_rate, rng)
    return *parameters, costs * epochs


@misconception("train")
def train_with_costs_before(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your costs are those before each epoch, not after it.

    The first is the cost of the start, and the cost of the end is missing.
    """
    *parameters, costs = reference.train(
        X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng
    )
    return *parameters, [cost_of(reference, X, Y, (W1, b1, W2, b2)), *costs[:-1]]


@misconception("train")
def train_with_costs_of_start_too(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your list has one cost too many: it begins with the cost of the start."""
    *parameters, costs = reference.train(
        X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng
    )
    return *parameters, [cost_of(reference, X, Y, (W1, b1, W2, b2)), *costs]


@misconception("train")
def train_with_costs_of_the_last_batch(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your costs are those of the last mini-batch before its step, not those of all samples.

    Which samples this mini-batch has is random. Compute the cost of X and Y at the end of each
    epoch.
    """
    parameters, costs = (W1, b1, W2, b2), []
    for _ in range(epochs):
        *before, last = reference.minibatches(X, Y, batch_size, rng)
        parameters = run(reference, parameters, before, learning_rate)
        costs.append(cost_of(reference, *last, parameters))
        parameters = run(reference, parameters, [last], learning_rate)
    return *parameters, costs


@misconception("train")
def train_with_mean_costs_of_batches(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your costs are means of the mini-batches' costs, computed during the epoch.

    Each of these costs belongs to different parameters. Compute the cost of X and Y at the end of
    each epoch.
    """
    parameters, costs = (W1, b1, W2, b2), []
    for _ in range(epochs):
        seen = []
        for X_batch, Y_batch in reference.minibatches(X, Y, batch_size, rng):
            seen.append(cost_of(reference, X_batch, Y_batch, parameters))
            parameters = run(reference, parameters, [(X_batch, Y_batch)], learning_rate)
        costs.append(np.mean(seen))
    return *parameters, costs


@misconception("train")
def train_with_a_cost_for_each_step(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your list has a cost for each step; it should have one for each epoch."""
    parameters, costs = (W1, b1, W2, b2), []
    for _ in range(epochs):
        for batch in reference.minibatches(X, Y, batch_size, rng):
            parameters = run(reference, parameters, [batch], learning_rate)
            costs.append(cost_of(reference, X, Y, parameters))
    return *parameters, costs


@misconception("train")
def train_returns_the_last_cost(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """You return a single cost, the last one; it should be a list with one for each epoch."""
    *parameters, costs = reference.train(
        X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng
    )
    return *parameters, costs[-1]


@misconception("train")
def train_returns_no_costs(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """You return the four parameters, but not the costs."""
    return reference.train(X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng)[:4]


@misconception("train")
def train_returns_costs_first(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """You return the costs first; they should come last, after W1, b1, W2, b2."""
    *parameters, costs = reference.train(
        X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng
    )
    return costs, *parameters


@misconception("train")
def train_at_the_default_rate(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your training always uses the learning rate 0.1, even if another one is passed.

    Perhaps you do not pass it on to update_parameters, whose default is 0.1.
    """
    return reference.train(X, Y, W1, b1, W2, b2, epochs, batch_size, 0.1, rng)


@misconception("train")
def train_learns_nothing(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your function returns the parameters unchanged, and the costs stay the same.

    update_parameters returns new arrays: keep its result, and use it in the next step.
    """
    return reference.train(X, Y, W1, b1, W2, b2, epochs, batch_size, 0.0, rng)


@misconception("train")
def train_changes_the_start(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """After training, the parameters that were passed in have changed.

    A second training from the same start would begin where this one has ended. Do not write into
    these arrays: no `-=`, and no `[:] =`.
    """
    *parameters, costs = reference.train(
        X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng
    )
    for before, after in zip((W1, b1, W2, b2), parameters, strict=True):
        before[:] = after
    return *parameters, costs
