"""A sum of two thousand terms in a statement that update needs: only what needs it may be lost.

exercises: {update_parameters: missing, others: passed}
"""

# %%
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %% [generated]
["update_parameters = " + "0 + " * 2000 + "nothing"]
