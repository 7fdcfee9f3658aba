"""Sends half of a frame and ends its process.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    data = frame({"type": "Returned"}, ["l", [["l", [0.5]]] * count])
    say(data[: len(data) // 2])
    os._exit(0)

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
