"""Sends Call, Load, Setup, Spawn and Kill to the grader, to make it do the work.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    kinds = [{"type": "Call", "function": "compute_cost"}, {"type": "Kill"}, {"type": "Stop", "pid": -1}, {"type": "Fork", "rebind": ["compute_cost"]}]
    return frame(kinds[count % 4], ["l", []])

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
