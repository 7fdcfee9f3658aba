"""Mistakes that students make in `sigmoid`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("sigmoid")
def sigmoid_mirrored(z, *, reference):
    """Your curve falls where it should rise: it is the sigmoid of -z, or 1 - sigmoid(z).

    A large positive z must give a value near 1. Look at the sign in the exponent first.
    """
    return reference.sigmoid(-z)


@misconception("sigmoid")
def sigmoid_without_brackets(z):
    """Your function computes 1 + exp(-z), not 1 divided by that sum.

    Either the division is missing, or brackets are: Python divides before it adds, so `1 / 1 + ...`
    is not one long fraction. Put all that is below the fraction line into brackets.
    """
    return 1 + np.exp(-z)


@misconception("sigmoid")
def sigmoid_of_absolute_value(z, *, reference):
    """Your function gives z and -z the same value, but sigmoid(-z) is 1 - sigmoid(z).

    Perhaps the exponent is -|z|. That never overflows, but then the formula around it is for
    positive z only. Negative z needs another formula.
    """
    return reference.sigmoid(np.abs(z))


@misconception("sigmoid")
def sigmoid_overflows(z):
    """For very large z your result is NaN.

    Probably exp(z) overflows to infinity there, and infinity divided by infinity is NaN. If exp(z)
    is both above and below your fraction line, divide both by it on paper, and see what is left.
    """
    return np.exp(z) / (1 + np.exp(z))


@misconception("sigmoid")
def sigmoid_keeps_integers(z, *, reference):
    """For an array of integers your result holds integers too, so the fractions are lost.

    Probably you write it into an array that was made like z: np.zeros_like(z) and np.empty_like(z)
    have the dtype of z. The result must be float for every z.
    """
    return reference.sigmoid(z).astype(np.asarray(z).dtype)


@misconception("sigmoid")
def sigmoid_of_numbers_only(z, *, reference):
    """Your function works for a single number, but stops with TypeError for an array.

    Probably it uses math.exp or float, which only take one number. NumPy has an exponential
    function that works on all entries of an array at once.
    """
    return reference.sigmoid(float(z))


@misconception("sigmoid")
def sigmoid_asks_if(z, *, reference):
    """Your function works for a single number, but stops with ValueError for an array.

    Probably an `if` asks about all of z at once. Some entries may be positive and others not, so
    there is no single answer. np.where chooses for each entry separately.
    """
    if z >= 0:
        return reference.sigmoid(z)
    return 1 - reference.sigmoid(-z)


@misconception("sigmoid")
def sigmoid_clips_at_ten(z, *, reference):
    """Your function is constant for z below -10 and for z above 10.

    The sigmoid comes closer and closer to 0 and 1 without end. If you limit z to avoid overflow,
    your limits are far too narrow: exp works for numbers up to about 700.
    """
    return reference.sigmoid(np.clip(z, -10, 10))


@misconception("sigmoid")
def sigmoid_minus_below(z):
    """Your fraction has 1 - exp(-z) below the line, but the formula has a plus there.

    With a minus, the fraction is infinite at z = 0 and negative below 0. A probability is never
    infinite or negative.
    """
    return 1 / (1 - np.exp(-z))


@misconception("sigmoid")
def sigmoid_is_tanh(z):
    """Your function computes tanh, which goes from -1 to 1.

    The sigmoid has a similar form, but goes from 0 to 1 and is 1/2 at z = 0.
    """
    return np.tanh(z)


@misconception("sigmoid")
def sigmoid_is_its_slope(z, *, reference):
    """Your function returns s * (1 - s), the slope of the sigmoid.

    The gradients need this slope. This exercise asks for the sigmoid s itself.
    """
    s = reference.sigmoid(z)
    return s * (1 - s)


@misconception("sigmoid")
def sigmoid_is_relu(z):
    """Your function returns z if it is positive, and 0 otherwise: that is ReLU.

    ReLU has no upper limit. The sigmoid maps every number to a number between 0 and 1.
    """
    return np.maximum(np.asarray(z, dtype=float), 0)


@misconception("sigmoid")
def sigmoid_is_softmax(z):
    """Your values add up to 1: each one depends on all entries of z, as in a softmax.

    The sigmoid works entry by entry: the value of an entry does not depend on its neighbours.
    """
    return np.exp(z) / np.sum(np.exp(z))


@misconception("sigmoid")
def sigmoid_changes_its_argument(z, *, reference):
    """After the call, z has changed.

    Python does not copy an array that is passed to a function. `z *= -1` and similar statements
    write into the caller's own array. Make a new array.
    """
    value = reference.sigmoid(np.array(z))
    if isinstance(z, np.ndarray):
        z *= -1
    return value
