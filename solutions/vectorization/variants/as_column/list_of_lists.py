"""Builds the column number by number, as a new array."""

import numpy as np


def as_column(v):
    return np.array([[x] for x in v.flatten()])
