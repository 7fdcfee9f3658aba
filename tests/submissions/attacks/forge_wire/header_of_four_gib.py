"""Announces a header of 4 GiB; it is refused before memory is taken.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    return struct.pack("!IQ", 2**32 - 1, 0) + b"x" * 100

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
