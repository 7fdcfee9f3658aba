"""Asks the reference for one complex number, whose imaginary part is the slope.

title: none
assignment: logistic_regression
exercises: {loss: failed, compute_cost: crashed, others: missing}
"""

# %%
import numpy as np

# %%
def loss(a, y):
    return None

# %%
def compute_cost(A, Y):
    h = 1e-20
    return float(np.mean(loss(A + 1j * h, Y).imag)) / h
