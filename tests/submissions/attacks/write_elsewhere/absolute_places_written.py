"""Tries to write in thirty well-known absolute places, before and while it answers honestly; it
may write in none of them.

exercises: passed
portable: true
"""

# %%
import os
import numpy as np

# %%
PLACES = ["/", "/tmp", "/var/tmp", "/dev/shm", "/dev", "/run", "/run/lock", "/var/run", "/etc", "/etc/cron.d", "/usr", "/usr/bin", "/usr/local/bin", "/usr/lib", "/lib", "/opt", "/srv", "/home", "/root", "/mnt", "/proc", "/sys", "/results", "/work", "/workspace", "/autograder", "/backgrade", "/handed-out", "/var/lib", "/var/spool/cron"]


def leave_marks():
    for place in PLACES:
        try:
            with open(os.path.join(place, "backgrade-attack-was-here"), "w") as file:
                file.write("written by a submission")
        except OSError:
            pass


np.marked = leave_marks()

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
