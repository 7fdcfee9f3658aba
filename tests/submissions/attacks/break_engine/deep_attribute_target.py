"""An assignment to an attribute of an attribute, two thousand deep.

exercises: passed
"""

# %%
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters

# %% [generated]
["class Chain:\n    pass\n\n\nchain = Chain()\nchain" + ".a" * 2000 + " = 1"]
