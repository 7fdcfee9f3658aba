"""Sends arrays of 2**62 by 2**62 numbers, and of no numbers but huge other dimensions.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    shape = [2**62, 2**62] if count > 1 else [0, 2**62]
    return frame({"type": "Returned"}, ["l", [["l", [["a", "<f8", shape, 0]]]] * count], bytes(64))

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
