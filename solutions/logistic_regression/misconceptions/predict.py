"""Mistakes that students make in `predict`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("predict")
def predict_probabilities(w, b, X, *, reference):
    """Your function returns probabilities, not labels.

    Compare them with the threshold: each answer is 0 or 1.
    """
    return reference.sigmoid(w.T @ X + b)


@misconception("predict")
def predict_compares_z(w, b, X):
    """Your function compares z with 1/2, not the probability.

    The probability is 1/2 if z is 0. Either apply the sigmoid first, or use the threshold that
    belongs to z.
    """
    return (w.T @ X + b > 0.5).astype(int)


@misconception("predict")
def predict_tie_is_one(w, b, X, *, reference):
    """If the probability is exactly 1/2, your function answers 1.

    The text says what to do then: the answer is 1 only if the probability is above 1/2.
    """
    return (reference.sigmoid(w.T @ X + b) >= 0.5).astype(int)


@misconception("predict")
def predict_flipped(w, b, X, *, reference):
    """Your labels are exchanged: they are 0 if class 1 is more likely.

    Look at the direction of the comparison.
    """
    return 1 - reference.predict(w, b, X)


@misconception("predict")
def predict_with_one_axis(w, b, X, *, reference):
    """Your labels have one axis, not two.

    Labels form a row, like Y. With one axis, some comparisons with Y still work, but other
    operations give wrong results without an error.
    """
    return reference.predict(w, b, X).ravel()


@misconception("predict")
def predict_without_bias(w, b, X, *, reference):
    """Your labels do not depend on b: it is missing in z.

    Without the bias, every boundary goes through the origin.
    """
    return reference.predict(w, 0.0, X)


@misconception("predict")
def predict_plus_minus(w, b, X, *, reference):
    """Your labels are -1 and 1; in this course they are 0 and 1."""
    return 2 * reference.predict(w, b, X) - 1


@misconception("predict")
def predict_all_zero(w, b, X):
    """Your labels are all 0.

    Perhaps you return an array of zeros without filling it. Or perhaps you turn the probabilities
    into integers before you compare them.
    """
    return np.zeros((1, X.shape[1]), dtype=int)


@misconception("predict")
def predict_asks_if(w, b, X, *, reference):
    """Your function stops with ValueError if there are several samples.

    Probably an `if` asks about all of them at once, and there is no single answer. If you compare
    an array with a number, you get an answer for each entry.
    """
    return reference.predict(w, b, X) if reference.sigmoid(w.T @ X + b) > 0.5 else np.zeros((1, 1))
