"""A loop over the pairs."""

import numpy as np


def confusion_matrix(truth, predicted, n_classes):
    C = np.zeros((n_classes, n_classes), dtype=np.int64)
    for t, p in zip(truth, predicted):
        C[t, p] += 1
    return C
