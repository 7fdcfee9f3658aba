"""Sends arrays whose dtype is a structure with an object in it, or a string to be evaluated.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    kind = "O,f8" if count > 1 else "(2,3)f8,|O8"
    return frame({"type": "Returned"}, ["l", [["l", [["a", kind, [1], 0]]]] * count], b"A" * 64)

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
