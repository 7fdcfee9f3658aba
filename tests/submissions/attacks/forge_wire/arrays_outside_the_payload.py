"""Sends arrays that begin before and end behind the payload.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    offset = 2**62 if count > 1 else -8
    return frame({"type": "Returned"}, ["l", [["l", [["a", "<f8", [1], offset]]]] * count], bytes(64))

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
