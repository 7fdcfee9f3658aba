"""Five thousand minus signs and nots in front of a number, for the parser's stack.

exercises: passed
portable: true
"""

# %%
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters

# %% [generated]
["x = " + "-" * 5000 + "1", "y = " + "not " * 5000 + "x", "z = " + "lambda: " * 500 + "0"]
