"""Flattens whatever comes and adds the second axis."""

import numpy as np


def as_column(vector):
    return np.ravel(vector)[:, np.newaxis]
