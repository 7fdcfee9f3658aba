"""Claims for each call that the function is an unwritten stub, to be counted as missing.

exercises: {compute_cost: missing, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    return frame({"type": "Raised", "type_name": "NotImplementedError", "text": "", "is_stub": True}, None)

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
