"""Mistakes that students make in `one_hot`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("one_hot")
def one_hot_takes_any_label(labels, n_classes):
    """Your function accepts a label that is no class: its row has no 1 at all.

    Such a row says "none of them", and nobody notices that the data are wrong. Raise a ValueError
    first.
    """
    return (labels.reshape(-1, 1) == np.arange(n_classes)).astype(float)


@misconception("one_hot")
def one_hot_counts_from_the_end(labels, n_classes, *, reference):
    """Your function accepts a label below 0: its 1 is in a column counted from the end.

    For NumPy, the index -1 means the last entry and is no error. Check the labels before you use
    them as an index.
    """
    return reference.one_hot(np.where(labels < 0, labels + n_classes, labels), n_classes)


@misconception("one_hot")
def one_hot_leaves_refusing_to_numpy(labels, n_classes):
    """A label of n_classes or more raises IndexError, and a label below 0 raises nothing.

    That is what NumPy does by itself: it raises IndexError for a column that does not exist, but
    takes -1 for the last column. Check the labels yourself, and raise a ValueError.
    """
    return np.eye(n_classes)[labels]


@misconception("one_hot")
def one_hot_lets_n_classes_pass(labels, n_classes, *, reference):
    """Your function raises no ValueError for a label equal to n_classes, but does for larger ones.

    If you count from 0, the last class is n_classes - 1.
    """
    if np.max(labels) == n_classes and np.min(labels) >= 0:
        raise IndexError(n_classes)
    return reference.one_hot(labels, n_classes)


@misconception("one_hot")
def one_hot_counts_classes_itself(labels, n_classes, *, reference):
    """Your rows end with the largest label that occurs, whatever n_classes is.

    A batch may lack some classes, but its rows still need a column for each class.
    """
    return reference.one_hot(labels, n_classes)[:, : np.max(labels) + 1]


@misconception("one_hot")
def one_hot_with_samples_in_columns(labels, n_classes, *, reference):
    """Your result has one column for each sample; in this notebook each sample is a row."""
    return reference.one_hot(labels, n_classes).T


@misconception("one_hot")
def one_hot_of_integers(labels, n_classes, *, reference):
    """Your rows hold integers, not floats.

    np.zeros and np.eye make floats unless you ask for another dtype.
    """
    return reference.one_hot(labels, n_classes).astype(int)


@misconception("one_hot")
def one_hot_of_booleans(labels, n_classes, *, reference):
    """Your rows hold True and False, not the numbers 1 and 0.

    A comparison gives booleans; .astype(float) turns them into numbers.
    """
    return reference.one_hot(labels, n_classes).astype(bool)


@misconception("one_hot")
def one_hot_counts_from_one(labels, n_classes, *, reference):
    """Your 1 is one column too far to the left: you count the classes from 1.

    Class 0 is the first column.
    """
    return np.roll(reference.one_hot(labels, n_classes), -1, axis=1)
