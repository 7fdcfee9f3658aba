"""The product of two one-hot matrices."""

import numpy as np


def confusion_matrix(truth, predicted, n_classes):
    eye = np.eye(n_classes, dtype=int)
    return eye[truth].T @ eye[predicted]
