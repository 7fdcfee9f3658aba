"""Sends lists without tags, tags without lists and tags that nobody knows.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    return frame({"type": "Returned"}, ["l", [["l", [["x", 0.5]]], [], [1, 2], ["l"], ["t", 5]][:count]])

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
