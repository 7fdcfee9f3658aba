"""Dict comprehensions, and the dot product of a flat array with itself."""

import numpy as np


def add_l2(cost, gradients, parameters, strength, m):
    rate = strength / m
    extra = {"d" + n: rate * w for n, w in parameters.items() if n.startswith("W")}
    price = sum(np.dot(w.ravel(), w.ravel()) for n, w in parameters.items() if "W" in n)
    return cost + rate * price / 2, {n: g + extra.get(n, 0) for n, g in gradients.items()}
