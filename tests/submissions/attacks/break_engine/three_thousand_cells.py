"""Three thousand cells of code, most of which fail, around the six that count.

exercises: passed
portable: true
"""

# %%
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters

# %% [generated]
[f"x{i} = 1 / 0" for i in range(3000)]
