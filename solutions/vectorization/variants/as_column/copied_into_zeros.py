"""Fills a new column in a loop."""

import numpy as np


def as_column(v):
    column = np.zeros((np.size(v), 1))
    for i, x in enumerate(np.nditer(v)):
        column[i, 0] = x
    return column
