"""Mistakes that students make in `softmax`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("softmax")
def softmax_over_the_samples(Z, *, reference):
    """Your probabilities add up to 1 in each column, not in each row.

    A sample is a row here. The sum over its classes runs along axis=1.
    """
    return reference.softmax(np.transpose(Z)).T


@misconception("softmax")
def softmax_over_everything(Z):
    """All your probabilities together add up to 1, but each row should.

    Probably the sum is taken without an axis. Each sample has probabilities of its own.
    """
    powers = np.exp(Z - np.max(Z))
    return powers / np.sum(powers)


@misconception("softmax")
def softmax_that_overflows(Z):
    """Your probabilities are NaN where logits are large.

    The exponential of 1000 is larger than any float. Which number may you take away from all
    logits of a row without a change of the result?
    """
    with np.errstate(all="ignore"):
        powers = np.exp(np.asarray(Z, dtype=float))
        return powers / powers.sum(axis=1, keepdims=True)


@misconception("softmax")
def softmax_with_one_maximum_for_all(Z):
    """Your probabilities are NaN in a row that is far below another row of the batch.

    Probably you take away the largest logit of the whole batch. Then all exponentials of a row that
    is far below it are 0. Each row needs a maximum of its own.
    """
    with np.errstate(all="ignore"):
        powers = np.exp(Z - np.max(Z))
        return powers / powers.sum(axis=1, keepdims=True)


@misconception("softmax")
def softmax_with_the_mean_taken_away(Z):
    """Your probabilities are NaN where the logits of one sample lie far apart.

    Probably you take away a row's mean. The largest logit is still far above it, and its
    exponential overflows.
    """
    with np.errstate(all="ignore"):
        powers = np.exp(Z - np.mean(Z, axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)


@misconception("softmax")
def softmax_limited(Z, *, reference):
    """Large logits give wrong probabilities: they seem to be limited to some range first.

    Clipping changes the differences between logits, and only these matter.
    """
    return reference.softmax(np.clip(Z, -500, 500))


@misconception("softmax")
def softmax_is_a_sigmoid(Z):
    """Your function treats each logit on its own, as a sigmoid does.

    The probabilities of a row should add up to 1.
    """
    decay = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1.0, decay) / (1.0 + decay)


@misconception("softmax")
def softmax_without_exponentials(Z):
    """You divide the logits themselves by their sum; the exponentials are missing.

    Logits may be negative, and probabilities may not.
    """
    with np.errstate(all="ignore"):
        return Z / np.sum(Z, axis=1, keepdims=True)


@misconception("softmax")
def softmax_of_the_logarithm(Z, *, reference):
    """Your function returns the logarithms of the probabilities."""
    with np.errstate(all="ignore"):
        return np.log(reference.softmax(Z))


@misconception("softmax")
def softmax_writes_into_z(Z, *, reference):
    """After the call, Z has changed.

    `Z -= ...` writes into the caller's own array. Make a new array.
    """
    value = reference.softmax(Z)
    Z -= Z.max(axis=1, keepdims=True)
    return value
