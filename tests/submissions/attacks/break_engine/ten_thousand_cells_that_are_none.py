"""Ten thousand nulls among the cells; each might earn a note of its own.

title: none
exercises: passed
notes:
- is not a cell
"""

# %% [generated]
[None] * 10_000

# %%
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters
