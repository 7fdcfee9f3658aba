"""Sends integers of four thousand hexadecimal digits, which no float holds.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    return frame({"type": "Returned"}, ["l", [["l", [["i", "f" * 4000]]]] * count])

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
