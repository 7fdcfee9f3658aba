"""Asks the reference for one complex number, whose imaginary part is the slope.

title: none
assignment: logistic_regression
exercises: {loss: failed, propagate: crashed, others: missing}
"""

# %%
import numpy as np

# %%
def loss(a, y):
    return None

# %%
def propagate(w, b, X, Y):
    h, A = 1e-20, 1 / (1 + np.exp(-(w.T @ X + b)))
    dZ = loss(A + 1j * h, Y).imag / h * A * (1 - A)
    return float(np.mean(loss(A, Y))), X @ dZ.T / Y.size, float(np.mean(dZ))
