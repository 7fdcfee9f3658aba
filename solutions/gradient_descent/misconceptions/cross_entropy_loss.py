"""Mistakes that students make in `cross_entropy_loss`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("cross_entropy_loss")
def loss_without_minus(y_true, y_pred, *, reference):
    """Your cost has the wrong sign.

    The logarithm of a probability is negative. The minus in front makes the cost positive, so that
    a smaller cost is better.
    """
    return -reference.cross_entropy_loss(y_true, y_pred)


@misconception("cross_entropy_loss")
def loss_is_sum(y_true, y_pred, *, reference):
    """Your cost is the sum over the entries, not their mean."""
    return np.size(y_true) * reference.cross_entropy_loss(y_true, y_pred)


@misconception("cross_entropy_loss")
def loss_divided_by_samples(y_true, y_pred, *, reference):
    """Your cost is divided by the number of rows, not by the number of entries.

    So the costs of the columns are added up. Many people use such a cost, but here n is the number
    of all entries, and the gradients of exercise 9 belong to that.
    """
    return reference.cross_entropy_loss(y_true, y_pred) * np.size(y_true) / len(y_true)


@misconception("cross_entropy_loss")
def loss_not_clipped(y_true, y_pred):
    """Your cost is NaN or infinite if an output is exactly 0 or 1.

    Then one of the two logarithms gets a 0. Limit the outputs before you take logarithms.
    """
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


@misconception("cross_entropy_loss")
def loss_clipped_below_only(y_true, y_pred):
    """Your cost is NaN or infinite if an output is exactly 1, but not if it is 0.

    1 - a must stay above 0 as well: limit the outputs at both ends.
    """
    a = np.maximum(y_pred, 1e-15)
    return -np.mean(y_true * np.log(a) + (1 - y_true) * np.log(1 - a))


@misconception("cross_entropy_loss")
def loss_clipped_too_early(y_true, y_pred, *, reference):
    """Your cost keeps the outputs at least 0.001 away from 0 and 1, and that is too far.

    It makes confident mistakes much cheaper than they are.
    """
    return reference.cross_entropy_loss(y_true, np.clip(y_pred, 1e-3, 1 - 1e-3))


@misconception("cross_entropy_loss")
def loss_clipped_at_a_hundred_millionth(y_true, y_pred, *, reference):
    """Your cost keeps the outputs at least 1e-8 away from 0 and 1, and that is too far.

    A wrong prediction of exactly 0 then costs about 18; the exercise asks for 34.5.
    """
    return reference.cross_entropy_loss(y_true, np.clip(y_pred, 1e-8, 1 - 1e-8))


@misconception("cross_entropy_loss")
def loss_of_label_one_only(y_true, y_pred):
    """Your cost counts only the entries with label 1; all others add zero.

    For label 0, the second term of the formula gives the loss. Without it, a model that always
    answers 1 would look perfect.
    """
    a = np.clip(y_pred, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log(a))


@misconception("cross_entropy_loss")
def loss_with_minus_between(y_true, y_pred):
    """Your two terms have opposite signs: one makes the cost larger, the other makes it smaller.

    The minus stands in front of a bracket that holds both terms.
    """
    a = np.clip(y_pred, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log(a) - (1 - y_true) * np.log(1 - a))


@misconception("cross_entropy_loss")
def loss_with_base_ten(y_true, y_pred, *, reference):
    """Your cost uses logarithms to base 10.

    Here log means the natural logarithm: its slope is 1/a, and the gradients rely on that.
    """
    return reference.cross_entropy_loss(y_true, y_pred) / np.log(10)


@misconception("cross_entropy_loss")
def loss_with_base_two(y_true, y_pred, *, reference):
    """Your cost uses logarithms to base 2.

    Here log means the natural logarithm: its slope is 1/a, and the gradients rely on that.
    """
    return reference.cross_entropy_loss(y_true, y_pred) / np.log(2)


@misconception("cross_entropy_loss")
def loss_with_labels_exchanged(y_true, y_pred, *, reference):
    """Your cost belongs to the opposite labels: it is small if the model is wrong.

    Multiply log(a) by y, and log(1 - a) by 1 - y.
    """
    return reference.cross_entropy_loss(1 - y_true, y_pred)


@misconception("cross_entropy_loss")
def loss_is_squared_error(y_true, y_pred, *, reference):
    """Your cost is the mean squared error, but the exercise asks for the cross-entropy."""
    return reference.mean_squared_error(y_true, y_pred)


@misconception("cross_entropy_loss")
def loss_of_each_entry(y_true, y_pred):
    """Your function returns the loss of every entry; the mean is missing."""
    a = np.clip(y_pred, 1e-15, 1 - 1e-15)
    return -(y_true * np.log(a) + (1 - y_true) * np.log(1 - a))


@misconception("cross_entropy_loss")
def loss_changes_outputs(y_true, y_pred, *, reference):
    """After the call, y_pred has changed.

    Something writes into it, `out=` or `*=` for example. The backward pass needs the outputs as
    they were. Make new arrays.
    """
    cost = reference.cross_entropy_loss(y_true, y_pred)
    y_pred *= 0.5
    return cost
