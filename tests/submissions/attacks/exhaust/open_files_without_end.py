"""Opens files until the limit and keeps them all, then answers honestly.

exercises: passed
portable: true
"""

# %%
import os
import numpy as np

# %%
kept = []


def open_all():
    try:
        while True:
            kept.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        pass

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    open_all()
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
