"""Sends arrays of dtype object, whose items would be addresses.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    return frame({"type": "Returned"}, ["l", [["l", [["a", "|O", [1], 0]]]] * count], b"A" * 8 * count)

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
