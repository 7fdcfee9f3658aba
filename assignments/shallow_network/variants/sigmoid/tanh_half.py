"""Half of 1 + tanh(z / 2), which cannot overflow."""

import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z)))
