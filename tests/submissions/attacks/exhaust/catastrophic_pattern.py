"""A regular expression with exponential time, which no Python signal interrupts.

exercises: {update_parameters: timeout, others: passed}
portable: true
"""

# %%
import re
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    re.match(r"(a+)+$", "a" * 64 + "b")
