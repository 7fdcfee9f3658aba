"""Sends well-formed lists, nested deeper than a value may be.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    term = 0.5
    for _ in range(40):
        term = ["l", [term]]
    return frame({"type": "Returned"}, ["l", [["l", [term]]] * count])

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
