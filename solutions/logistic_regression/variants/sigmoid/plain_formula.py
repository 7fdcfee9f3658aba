"""The formula as it stands; at z = -1000 it warns of an overflow and gives 0."""

import numpy as np


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))
