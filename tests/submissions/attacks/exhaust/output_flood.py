"""Writes 200 MB to standard output and error on the way to a right answer.

exercises: passed
portable: true
"""

# %%
import sys
import numpy as np

# %%
def flood():
    text = "x" * (1 << 20)
    for _ in range(10):
        sys.stdout.write(text)
        sys.stderr.write(text)

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    flood()
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
