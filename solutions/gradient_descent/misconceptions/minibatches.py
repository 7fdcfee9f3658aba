"""Mistakes that students make in `minibatches`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("minibatches")
def batches_without_the_short_one(X, Y, batch_size, rng, *, reference):
    """The last, shorter batch is missing: an epoch never uses its samples.

    If you round the number of batches down, the rest is lost. A slice may reach beyond the end of
    an array: that is no error, the slice is just shorter.
    """
    for X_batch, Y_batch in reference.minibatches(X, Y, batch_size, rng):
        if len(X_batch) == batch_size:
            yield X_batch, Y_batch


@misconception("minibatches")
def batches_not_shuffled(X, Y, batch_size, rng):
    """Your batches come in the order of X, and this order is the same in every epoch.

    Data are often sorted, for example by class. Then all samples of a batch have the same class.
    First shuffle the row numbers, with rng.
    """
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@misconception("minibatches")
def batches_of_shuffled_samples_only(X, Y, batch_size, rng, *, reference):
    """The samples are shuffled but the labels are not, so nearly every label is wrong.

    Use one order for both X and Y.
    """
    start = 0
    for X_batch, _ in reference.minibatches(X, Y, batch_size, rng):
        yield X_batch, Y[start : start + len(X_batch)]
        start += len(X_batch)


@misconception("minibatches")
def batches_of_shuffled_labels_only(X, Y, batch_size, rng, *, reference):
    """The labels are shuffled but the samples are not, so nearly every label is wrong.

    Use one order for both X and Y.
    """
    start = 0
    for _, Y_batch in reference.minibatches(X, Y, batch_size, rng):
        yield X[start : start + len(Y_batch)], Y_batch
        start += len(Y_batch)


@misconception("minibatches")
def batches_shuffled_apart(X, Y, batch_size, rng):
    """X and Y are shuffled one after the other, in two different orders.

    Each draw gives a new order. Draw one order, and use it for the rows of both.
    """
    X, Y = X[rng.permutation(len(X))], Y[rng.permutation(len(Y))]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@misconception("minibatches")
def batches_with_replacement(X, Y, batch_size, rng):
    """Samples are drawn with replacement: some come twice in an epoch, and others never.

    Shuffle once, and take the batches from that order one after the other.
    """
    for start in range(0, len(X), batch_size):
        chosen = rng.integers(0, len(X), min(batch_size, len(X) - start))
        yield X[chosen], Y[chosen]


@misconception("minibatches")
def batches_drawn_anew(X, Y, batch_size, rng):
    """Each batch draws a new order, so some samples come twice in an epoch, and others never.

    Shuffle once, before the loop, and take the batches from that order one after the other.
    """
    for start in range(0, len(X), batch_size):
        chosen = rng.permutation(len(X))[start : start + batch_size]
        yield X[chosen], Y[chosen]


@misconception("minibatches")
def batches_end_after_the_first(X, Y, batch_size, rng, *, reference):
    """Your function yields only the first batch.

    Probably it returns inside its loop. After `yield` the function goes on; `return` ends it.
    """
    yield from list(reference.minibatches(X, Y, batch_size, rng))[:1]


@misconception("minibatches")
def batches_returned_at_once(X, Y, batch_size, rng, *, reference):
    """Your function returns the first pair itself; it has no `yield`.

    A loop over the result then goes over the two arrays of one batch. Use `yield` for each pair.
    """
    return next(iter(reference.minibatches(X, Y, batch_size, rng)))


@misconception("minibatches")
def batches_with_the_last_filled_up(X, Y, batch_size, rng):
    """The last batch is filled up with samples that were used before.

    These samples count twice in this epoch. The last batch may be shorter.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = np.take(order, range(start, start + batch_size), mode="wrap")
        yield X[chosen], Y[chosen]


@misconception("minibatches")
def batches_with_an_empty_one(X, Y, batch_size, rng, *, reference):
    """If batch_size divides the number of samples, your last batch is empty.

    Probably the number of batches is m // batch_size + 1. The mean over no samples is NaN, and then
    all parameters become NaN.
    """
    yield from reference.minibatches(X, Y, batch_size, rng)
    if len(X) % batch_size == 0:
        yield X[:0], Y[:0]


@misconception("minibatches")
def batches_as_many_as_batch_size(X, Y, batch_size, rng, *, reference):
    """Your function makes batch_size batches, but each batch should have batch_size samples."""
    yield from reference.minibatches(X, Y, -(-len(X) // batch_size), rng)


@misconception("minibatches")
def batches_with_a_seed_of_their_own(X, Y, batch_size, rng, *, reference):
    """Your batches do not depend on rng: they are the same for every seed.

    Probably your function makes a generator of its own, with a fixed seed. Then every epoch has the
    same order.
    """
    yield from reference.minibatches(X, Y, batch_size, np.random.default_rng(0))


@misconception("minibatches")
def batches_with_labels_first(X, Y, batch_size, rng, *, reference):
    """You yield the labels first and the samples second; the order should be X, Y."""
    for X_batch, Y_batch in reference.minibatches(X, Y, batch_size, rng):
        yield Y_batch, X_batch


@misconception("minibatches")
def batches_of_row_numbers(X, Y, batch_size, rng):
    """You yield the numbers of the rows, not the rows themselves."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield order[start : start + batch_size]


@misconception("minibatches")
def batches_of_samples_only(X, Y, batch_size, rng, *, reference):
    """You yield the samples without their labels; each value should be a pair."""
    for X_batch, _ in reference.minibatches(X, Y, batch_size, rng):
        yield X_batch


@misconception("minibatches")
def batches_shuffled_in_place(X, Y, batch_size, rng):
    """After an epoch, X and Y are in a different order than before.

    rng.shuffle changes the array that was passed in. Shuffle row numbers instead, and use them to
    choose the rows.
    """
    order = rng.permutation(len(X))
    X[:], Y[:] = X[order], Y[order]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]
