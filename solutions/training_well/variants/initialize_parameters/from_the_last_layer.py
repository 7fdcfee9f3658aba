"""The last layer is drawn first."""

import numpy as np


def initialize_parameters(sizes, activation, rng):
    out = {}
    for number in reversed(range(1, len(sizes))):
        before, after = sizes[number - 1], sizes[number]
        variance = (1 + (activation == "relu")) / before
        out[f"b{number}"] = np.full((1, after), 0.0)
        out[f"W{number}"] = rng.normal(scale=variance**0.5, size=(before, after))
    return out
