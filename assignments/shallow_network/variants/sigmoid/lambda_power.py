"""A lambda in one line, with a power of e."""

import numpy as np

sigmoid = lambda z: (1 + np.power(np.e, -1.0 * z)) ** -1
