"""Reads address zero and raises SIGSEGV, SIGBUS and SIGABRT against itself.

exercises: {forward_propagation: crashed, update_parameters: crashed, others: passed}
portable: true
"""

# %%
import ctypes
import os
import numpy as np

# %% honest: sigmoid, initialize_parameters

# %%
def forward_propagation(X, parameters):
    ctypes.string_at(0)

# %% honest: compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    os.abort()
