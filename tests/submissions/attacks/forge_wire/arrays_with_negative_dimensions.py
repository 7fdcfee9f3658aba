"""Sends arrays of negative dimensions, whose product is positive.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    return frame({"type": "Returned"}, ["l", [["l", [["a", "<f8", [-1, -1], 0]]]] * count], bytes(64))

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
