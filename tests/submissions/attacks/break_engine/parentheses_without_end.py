"""Five thousand opening brackets in a cell of their own.

exercises: passed
notes:
- did not parse
portable: true
"""

# %%
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters

# %% [generated]
["(" * 5000]
