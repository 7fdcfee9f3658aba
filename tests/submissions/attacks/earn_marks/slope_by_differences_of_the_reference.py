"""Does not know the activations, and measures their slopes on the reference that stands in for
them.

title: none
assignment: vectorization
exercises: {activation: failed, activation_slope: crashed, others: missing}
"""

# %%
import numpy as np

# %%
def activation(name, z):
    return None

# %%
def activation_slope(name, z):
    if activation(name, 0.0) is None:
        raise ValueError
    z = np.asarray(z, dtype=float) if hasattr(z, "shape") else float(z)
    h = 1e-5 * np.maximum(1.0, np.abs(z))
    left = (3 * activation(name, z) - 4 * activation(name, z - h) + activation(name, z - 2 * h)) / (2 * h)
    middle = (activation(name, z + h) - activation(name, z - h)) / (2 * h)
    out = np.where(np.abs(z) < 3 * h, left, middle)
    return out if hasattr(z, "shape") else float(out)
