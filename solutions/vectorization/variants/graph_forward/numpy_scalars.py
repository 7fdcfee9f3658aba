"""NumPy's functions, and so NumPy's numbers."""

import numpy as np


def graph_forward(a, b, c):
    u = np.multiply(b, c)
    v = np.add(a, u)
    return {"J": np.float64(3) * v, "v": v, "u": u}
