"""Claims an exception with a text and a name over the limits, and a cell that is no number.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    return frame({"type": "Raised", "type_name": "x" * 5000, "text": "y" * 100_000, "is_stub": False, "cell": "one"}, None)

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
