"""Answers with an opaque value whose type's name is NULs, escapes and markup, which a message
repeats.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    return frame({"type": "Returned"}, ["l", [["l", [["o", "\0\x1b[2J</failure>\ufffe", "\0"]]]] * count])

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
