"""Each pair has a number, and np.bincount counts them."""

import numpy as np


def confusion_matrix(truth, predicted, n_classes):
    numbers = truth * n_classes + predicted
    return np.bincount(numbers, minlength=n_classes**2).reshape(n_classes, n_classes)
