"""Maps files of NumPy and of the system shared and writable, and opens nameless temporary files in
other folders.

exercises: passed
"""

# %%
import mmap
import os
import tempfile
import numpy as np

# %%
def leave_marks():
    for path in (np.__file__, os.__file__, "/usr/bin/env", "/dev/zero"):
        for flags in (os.O_RDWR, os.O_RDONLY):
            try:
                descriptor = os.open(path, flags)
            except OSError:
                continue
            try:
                with mmap.mmap(descriptor, 4096, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE) as mapped:
                    if path != "/dev/zero":
                        open("/tmp/backgrade-attack-was-here.mapped", "w").close()
            except (OSError, ValueError, TypeError):
                pass
            finally:
                os.close(descriptor)
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/usr", "/"):
        try:
            tempfile.NamedTemporaryFile(dir=folder, prefix="backgrade-attack-was-here", delete=False).close()
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
