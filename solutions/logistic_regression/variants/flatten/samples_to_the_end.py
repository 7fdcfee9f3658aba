"""The axis of the pictures moved to the end before reshaping."""

import numpy as np


def flatten(pictures):
    return np.moveaxis(pictures, 0, -1).reshape(-1, pictures.shape[0])
