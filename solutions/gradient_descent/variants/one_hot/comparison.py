"""Compares a column of labels with a row of classes; labels are checked as a set."""

import numpy as np


def one_hot(labels, n_classes):
    if not set(labels.tolist()) <= set(range(n_classes)):
        raise ValueError("unknown class")
    return (labels[:, None] == np.arange(n_classes)[None, :]) * 1.0
