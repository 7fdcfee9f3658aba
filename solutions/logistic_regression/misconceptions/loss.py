"""Mistakes that students make in `loss`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("loss")
def loss_without_minus(a, y, *, reference):
    """Your losses are negative: they are the logarithm of the likelihood itself.

    The likelihood should become as large as possible, and a loss as small as possible. So a loss
    has the opposite sign.
    """
    return -reference.loss(a, y)


@misconception("loss")
def loss_not_clipped(a, y):
    """If a is exactly 0 or 1, your loss is infinite or NaN.

    The logarithm of 0 is minus infinity, and 0 times infinity is NaN, even if the answer is right.
    Keep the probability away from 0 and 1 before you take a logarithm.
    """
    return -(y * np.log(a) + (1 - y) * np.log(1 - np.asarray(a)))


@misconception("loss")
def loss_clips_one_end(a, y):
    """Your loss is finite if a is 0, but infinite or NaN if a is 1.

    There are two logarithms, and the second one takes 1 - a. So keep a away from 0 and from 1.
    """
    a = np.maximum(a, 1e-15)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


@misconception("loss")
def loss_summed(a, y, *, reference):
    """Your function returns the sum of the losses if it gets several answers.

    This exercise asks for each loss separately, in the shape of a.
    """
    return np.sum(reference.loss(a, y))


@misconception("loss")
def loss_averaged(a, y, *, reference):
    """Your function returns the mean of the losses if it gets several answers.

    The mean is the cost, which comes later. This exercise asks for each loss separately, in the
    shape of a.
    """
    return np.mean(reference.loss(a, y))


@misconception("loss")
def loss_of_class_one_only(a, y, *, reference):
    """Samples of class 0 cost nothing in your function, whatever the answer is.

    If y is 0, y * log(a) is 0. The formula has a second term for these samples.
    """
    return y * reference.loss(a, y)


@misconception("loss")
def loss_classes_exchanged(a, y, *, reference):
    """In your function, right answers cost much and wrong ones little: the classes are exchanged.

    A sample of class 1 needs the logarithm of a, and a sample of class 0 needs that of 1 - a.
    """
    return reference.loss(1 - np.asarray(a, dtype=float), y)


@misconception("loss")
def loss_squared(a, y):
    """Your function computes the squared error, (a - y) squared, or half of it.

    For probabilities the text derives another loss from the likelihood. It also shows where the
    squared error has no slope.
    """
    return (np.asarray(a, dtype=float) - y) ** 2 / 2


@misconception("loss")
def loss_squared_whole(a, y):
    """Your function computes the squared error, (a - y) squared.

    For probabilities the text derives another loss from the likelihood. It also shows where the
    squared error has no slope.
    """
    return (np.asarray(a, dtype=float) - y) ** 2


@misconception("loss")
def loss_in_bits(a, y, *, reference):
    """Your losses are too large by the factor 1 / ln 2: you use the logarithm to base 2.

    In the text, log always means the natural logarithm.
    """
    return reference.loss(a, y) / np.log(2)


@misconception("loss")
def loss_to_base_ten(a, y, *, reference):
    """Your losses are too small by the factor ln 10: you use the logarithm to base 10.

    In the text, log always means the natural logarithm.
    """
    return reference.loss(a, y) / np.log(10)


@misconception("loss")
def loss_clips_coarsely(a, y, *, reference):
    """All very sure answers cost the same in your function: it clips too early.

    Probabilities such as 0.000001 are possible, and their logarithms are very different. The number
    that keeps a away from 0 and 1 must be as small as the text says.
    """
    return reference.loss(np.clip(a, 1e-5, 1 - 1e-5), y)
