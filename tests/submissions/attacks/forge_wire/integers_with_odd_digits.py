"""Sends large integers whose digits are not hexadecimal, or far too many.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    digits = "zz" if count > 1 else "f" * 100_000
    return frame({"type": "Returned"}, ["l", [["l", [["i", digits]]]] * count])

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
