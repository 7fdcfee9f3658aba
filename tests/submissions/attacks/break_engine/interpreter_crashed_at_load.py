"""Reads address zero in a statement that everything needs.

exercises: crashed
notes:
- ended the interpreter
"""

# %%
import ctypes
import numpy as np

# %%
np.gone = ctypes.string_at(0)

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters
