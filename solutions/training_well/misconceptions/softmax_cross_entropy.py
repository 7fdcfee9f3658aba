"""Mistakes that students make in `softmax_cross_entropy`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("softmax_cross_entropy")
def entropy_summed(Z, Y, *, reference):
    """Your cost is the sum over the samples; it should be their mean, and so should the gradient.

    A sum grows with the batch, and the learning rate would have to shrink with it.
    """
    cost, dZ = reference.softmax_cross_entropy(Z, Y)
    return cost * len(Z), dZ * len(Z)


@misconception("softmax_cross_entropy")
def entropy_gradient_summed(Z, Y, *, reference):
    """Your dZ is too large by the factor m, the number of samples, though your cost is right.

    The cost is a mean over the samples. So the derivative of each sample's loss has the same share.
    """
    cost, dZ = reference.softmax_cross_entropy(Z, Y)
    return cost, dZ * len(Z)


@misconception("softmax_cross_entropy")
def entropy_over_all_entries(Z, Y, *, reference):
    """Your mean is taken over all entries of Z.

    So cost and gradient are too small by the number of classes. Here the mean is over the samples
    only.
    """
    cost, dZ = reference.softmax_cross_entropy(Z, Y)
    return cost / Z.shape[1], dZ / Z.shape[1]


@misconception("softmax_cross_entropy")
def entropy_gradient_over_all_entries(Z, Y, *, reference):
    """Your cost is right, but your dZ is too small by the number of classes.

    Probably dZ is divided by the number of entries of Z. The cost is a mean over the samples only.
    """
    cost, dZ = reference.softmax_cross_entropy(Z, Y)
    return cost, dZ / Z.shape[1]


@misconception("softmax_cross_entropy")
def entropy_gradient_uphill(Z, Y, *, reference):
    """Your dZ has the wrong sign: it shows the way down, not the slope.

    Make the logit of the true class a little larger: does the loss grow or fall?
    """
    cost, dZ = reference.softmax_cross_entropy(Z, Y)
    return cost, -dZ


@misconception("softmax_cross_entropy")
def entropy_without_minus(Z, Y, *, reference):
    """Your cost has the wrong sign. Logarithms of probabilities are negative, and a cost is not."""
    cost, dZ = reference.softmax_cross_entropy(Z, Y)
    return -cost, dZ


@misconception("softmax_cross_entropy")
def entropy_of_log_zero(Z, Y, *, reference):
    """Your cost is infinite or NaN where the network is sure and wrong.

    There the probability of the true class is rounded to 0. Take the logarithm of the quotient
    apart before you compute it.
    """
    _, dZ = reference.softmax_cross_entropy(Z, Y)
    with np.errstate(all="ignore"):
        return -np.sum(Y * np.log(reference.softmax(Z))) / len(Z), dZ


@misconception("softmax_cross_entropy")
def entropy_clipped(Z, Y, *, reference):
    """Where the network is sure and wrong, your cost stops growing at about 34.5.

    Probably the probabilities are clipped at 1e-15. Without a quotient nothing has to be clipped.
    """
    _, dZ = reference.softmax_cross_entropy(Z, Y)
    return -np.sum(Y * np.log(np.clip(reference.softmax(Z), 1e-15, 1.0))) / len(Z), dZ


@misconception("softmax_cross_entropy")
def entropy_of_log_with_epsilon(Z, Y, *, reference):
    """Your cost is off, and stops growing, where the network is sure and wrong.

    Probably a small number is added inside the logarithm. Without a quotient no logarithm of 0
    occurs.
    """
    _, dZ = reference.softmax_cross_entropy(Z, Y)
    return -np.sum(Y * np.log(reference.softmax(Z) + 1e-8)) / len(Z), dZ


@misconception("softmax_cross_entropy")
def entropy_overflows(Z, Y):
    """Both your results are NaN where logits are large: an exponential overflows."""
    with np.errstate(all="ignore"):
        powers = np.exp(np.asarray(Z, dtype=float))
        shares = powers / powers.sum(axis=1, keepdims=True)
        return -np.sum(Y * np.log(shares)) / len(Z), (shares - Y) / len(Z)


@misconception("softmax_cross_entropy")
def entropy_of_both_labels(Z, Y, *, reference):
    """Your cost also counts the classes with the label 0, as ten yes-or-no questions would.

    In this cost, only the logarithm of the true class's probability counts.
    """
    _, dZ = reference.softmax_cross_entropy(Z, Y)
    shares = reference.softmax(Z)
    with np.errstate(all="ignore"):
        return -np.sum(np.where(Y, np.log(shares), np.log(1 - shares))) / len(Z), dZ


@misconception("softmax_cross_entropy")
def entropy_gradient_of_the_probabilities(Z, Y, *, reference):
    """Your dZ is the derivative with respect to the probabilities a, not to the logits z.

    The chain is one link longer: every z has an effect on all the a of its sample.
    """
    cost, _ = reference.softmax_cross_entropy(Z, Y)
    with np.errstate(all="ignore"):
        return cost, -Y / reference.softmax(Z) / len(Z)


@misconception("softmax_cross_entropy")
def entropy_gradient_through_a_sigmoid(Z, Y, *, reference):
    """Your dZ has a factor a (1 - a) too many, as if a squared error stood behind a sigmoid.

    Differentiate the loss in the form without a quotient: there this factor does not occur.
    """
    cost, dZ = reference.softmax_cross_entropy(Z, Y)
    shares = reference.softmax(Z)
    return cost, dZ * shares * (1 - shares)


@misconception("softmax_cross_entropy")
def entropy_gradient_of_the_true_class_only(Z, Y, *, reference):
    """Your dZ is right for the true class and 0 for the others.

    The other logits occur in the sum of the exponentials: if one of them grows, the probability of
    the true class falls.
    """
    cost, dZ = reference.softmax_cross_entropy(Z, Y)
    return cost, dZ * Y


@misconception("softmax_cross_entropy")
def entropy_gradient_without_the_labels(Z, Y, *, reference):
    """Your dZ does not depend on the labels: it is the softmax over m.

    Where have the labels gone?
    """
    cost, _ = reference.softmax_cross_entropy(Z, Y)
    return cost, reference.softmax(Z) / len(Z)


@misconception("softmax_cross_entropy")
def entropy_with_probabilities(Z, Y, *, reference):
    """Your second value is the probabilities; it should be the gradient dZ."""
    cost, _ = reference.softmax_cross_entropy(Z, Y)
    return cost, reference.softmax(Z)


@misconception("softmax_cross_entropy")
def entropy_in_bits(Z, Y, *, reference):
    """Your cost uses the logarithm of base 2; the natural logarithm is asked for."""
    cost, dZ = reference.softmax_cross_entropy(Z, Y)
    return cost / np.log(2), dZ


@misconception("softmax_cross_entropy")
def entropy_of_the_cost_only(Z, Y, *, reference):
    """Your function returns the cost alone; the gradient dZ is missing."""
    return reference.softmax_cross_entropy(Z, Y)[0]
