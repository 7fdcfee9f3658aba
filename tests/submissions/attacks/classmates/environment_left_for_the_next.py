"""Sets PYTHONSTARTUP, PYTHONPATH, LD_PRELOAD and the like in its own environment.

exercises: passed
portable: true
"""

# %%
import os
import numpy as np

# %%
def leave_behind():
    for name in ("PYTHONSTARTUP", "PYTHONPATH", "PYTHONHOME", "LD_PRELOAD", "LD_LIBRARY_PATH", "HOME", "TMPDIR", "BACKGRADE_ATTACK", "AUTOGRADER_SECRET"):
        os.environ[name] = "/tmp/backgrade-attack-was-here"


np.left = leave_behind()

# %%
def sigmoid(z):
    leave_behind()
    return 1.0 / (1.0 + np.exp(-z))

# %% honest: initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters
