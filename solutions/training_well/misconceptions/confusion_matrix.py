"""Mistakes that students make in `confusion_matrix`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("confusion_matrix")
def confusion_with_rows_and_columns_exchanged(truth, predicted, n_classes, *, reference):
    """Your rows are the predictions, and your columns the truth.

    It should be the other way round.
    """
    return reference.confusion_matrix(predicted, truth, n_classes)


@misconception("confusion_matrix")
def confusion_counts_pairs_once(truth, predicted, n_classes, *, reference):
    """Each pair is counted only once, however often it occurs.

    `C[truth, predicted] += 1` reads all entries first and writes them back once.
    """
    return np.minimum(reference.confusion_matrix(truth, predicted, n_classes), 1)


@misconception("confusion_matrix")
def confusion_as_shares(truth, predicted, n_classes, *, reference):
    """You return the shares of each row; counts are asked for."""
    counts = reference.confusion_matrix(truth, predicted, n_classes)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


@misconception("confusion_matrix")
def confusion_as_shares_of_all(truth, predicted, n_classes, *, reference):
    """You return shares of all samples; counts are asked for."""
    return reference.confusion_matrix(truth, predicted, n_classes) / len(truth)


@misconception("confusion_matrix")
def confusion_of_classes_that_occur(truth, predicted, n_classes, *, reference):
    """Your matrix has no room for classes that do not occur: its size depends on the data.

    It should have n_classes rows and columns.
    """
    seen = max(int(np.max(truth)), int(np.max(predicted))) + 1
    return reference.confusion_matrix(truth, predicted, seen)


@misconception("confusion_matrix")
def confusion_of_mistakes_only(truth, predicted, n_classes, *, reference):
    """Your diagonal is 0: the right answers are not counted."""
    counts = reference.confusion_matrix(truth, predicted, n_classes)
    return counts - np.diag(np.diagonal(counts))


@misconception("confusion_matrix")
def confusion_of_floats(truth, predicted, n_classes, *, reference):
    """Your counts are floats; integers are asked for. Look at dtype."""
    return reference.confusion_matrix(truth, predicted, n_classes).astype(float)


@misconception("confusion_matrix")
def confusion_as_lists(truth, predicted, n_classes, *, reference):
    """You return a list of lists; a NumPy array is asked for."""
    return reference.confusion_matrix(truth, predicted, n_classes).tolist()
