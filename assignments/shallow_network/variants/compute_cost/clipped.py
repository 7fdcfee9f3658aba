"""Clips the outputs at 1e-15, and takes NaN for 0, which never comes up here."""

import numpy as np


def compute_cost(A2, Y):
    A2 = np.clip(A2, 1e-15, 1 - 1e-15)
    Y = np.asarray(Y, dtype=float)
    losses = np.nan_to_num(-(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2)))
    return float(np.average(losses))
