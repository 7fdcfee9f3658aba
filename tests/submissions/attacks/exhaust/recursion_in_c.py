"""Overflows the stack of the interpreter itself through C callbacks, which Python does not count.

exercises: {compute_cost: crashed, others: passed}
"""

# %%
import ctypes
import sys
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    sys.setrecursionlimit(10**9)
    kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)
    @kind
    def deeper(n):
        return deeper(n + 1)
    deeper(0)
    ctypes.string_at(0)

# %% honest: backward_propagation, update_parameters
