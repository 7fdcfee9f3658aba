"""Mistakes that students make in `loss`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("loss")
def loss_without_minus(a, y, *, reference):
    """Your losses are negative: they are the logarithm of the likelihood itself.

    That is to be made as large as possible. A loss is to be made small, so its sign is turned
    around.
    """
    return -reference.loss(a, y)


@misconception("loss")
def loss_not_clipped(a, y):
    """Where a is exactly 0 or 1, your loss is infinite or NaN.

    The logarithm of 0 is minus infinity, and 0 times infinity is NaN, even for an answer that
    is right. Keep the probability away from both ends before you take a logarithm.
    """
    return -(y * np.log(a) + (1 - y) * np.log(1 - np.asarray(a)))


@misconception("loss")
def loss_clips_one_end(a, y):
    """Your loss is finite where a is 0, but infinite or NaN where a is 1.

    There are two logarithms, and the second is that of 1 - a. Both need care: a must stay away
    from both ends of the interval.
    """
    a = np.maximum(a, 1e-15)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


@misconception("loss")
def loss_summed(a, y, *, reference):
    """Your function returns one number where several answers were given: the sum of losses.

    This exercise asks for each loss on its own, in the shape of a.
    """
    return np.sum(reference.loss(a, y))


@misconception("loss")
def loss_averaged(a, y, *, reference):
    """Your function returns one number where several answers were given: the mean loss.

    The mean is the cost, which comes later. This exercise asks for each loss on its own, in the
    shape of a.
    """
    return np.mean(reference.loss(a, y))


@misconception("loss")
def loss_of_class_one_only(a, y, *, reference):
    """Samples of class 0 cost nothing in your function, whatever the answer.

    y * log(a) is 0 where y is 0. The formula has a second term, for those samples.
    """
    return y * reference.loss(a, y)


@misconception("loss")
def loss_classes_exchanged(a, y, *, reference):
    """Your function charges right answers and lets wrong ones go: the classes are exchanged.

    For a sample of class 1 the logarithm of a counts, for one of class 0 that of 1 - a.
    """
    return reference.loss(1 - np.asarray(a, dtype=float), y)


@misconception("loss")
def loss_squared(a, y):
    """Your function computes the squared error, (a - y) squared, or half of it.

    For probabilities the text derives another loss, from the likelihood, and shows where the
    squared error has no slope.
    """
    return (np.asarray(a, dtype=float) - y) ** 2 / 2


@misconception("loss")
def loss_squared_whole(a, y):
    """Your function computes the squared error, (a - y) squared.

    For probabilities the text derives another loss, from the likelihood, and shows where the
    squared error has no slope.
    """
    return (np.asarray(a, dtype=float) - y) ** 2


@misconception("loss")
def loss_in_bits(a, y, *, reference):
    """Your losses are all too large by the factor 1 / ln 2: the logarithm is that to base 2.

    The text means the natural logarithm throughout.
    """
    return reference.loss(a, y) / np.log(2)


@misconception("loss")
def loss_to_base_ten(a, y, *, reference):
    """Your losses are all too small by the factor ln 10: the logarithm is that to base 10.

    The text means the natural logarithm throughout.
    """
    return reference.loss(a, y) / np.log(10)


@misconception("loss")
def loss_clips_coarsely(a, y, *, reference):
    """Very sure answers all cost the same in your function: it clips too early.

    Probabilities such as 0.000001 do occur, and their logarithms differ much. The number that
    keeps a away from 0 and 1 must be as small as the text says.
    """
    return reference.loss(np.clip(a, 1e-5, 1 - 1e-5), y)
