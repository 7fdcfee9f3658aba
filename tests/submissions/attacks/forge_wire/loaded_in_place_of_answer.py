"""Sends a Loaded message in an exercise's conversation.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    return frame({"type": "Loaded", "defined": ["compute_cost"], "notes": [], "too_slow": [], "is_needed_alone": False}, None)

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
