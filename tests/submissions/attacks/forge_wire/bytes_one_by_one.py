"""Sends a wrong answer one byte at a time.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    data = frame({"type": "Returned"}, ["l", [["l", [0.0]]] * count])
    for byte in data[:-1]:
        say(bytes([byte]))
    return data[-1:]

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
