"""Exercises bound to types, modules, numbers and methods of other things.

exercises:
  initialize_parameters: missing
  forward_propagation: missing
  compute_cost: crashed
  update_parameters: crashed
  others: failed
"""

# %%
import numpy as np

# %%
sigmoid = np.ndarray.__class__

# %%
initialize_parameters = 42

# %%
forward_propagation = np

# %%
compute_cost = dict

# %%
backward_propagation = SystemExit

# %%
class update_parameters(Exception):
    def __init__(self):
        raise self
