"""Sends arrays that lie over each other in the payload.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    a = ["a", "<f8", [2], 0]
    return frame({"type": "Returned"}, ["l", [["l", [["l", [a, a]]]]] * count], bytes(64))

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
