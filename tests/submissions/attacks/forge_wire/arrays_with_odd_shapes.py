"""Sends arrays whose dimensions are floats, booleans, text and nothing.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    shape = [True, 1.0] if count > 1 else ["1", None]
    return frame({"type": "Returned"}, ["l", [["l", [["a", "<f8", shape, 0]]]] * count], bytes(64))

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
