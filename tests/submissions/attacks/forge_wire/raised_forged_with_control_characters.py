"""Claims an exception of a name and text made of escapes and NULs, in cell minus one.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    return frame({"type": "Raised", "type_name": "\x1b[2J\0", "text": "\0\x1b]0;x\x07", "is_stub": False, "cell": -1, "line": 2**63}, None)

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
