"""Sends a dozen false Forked messages on the submission's channel from inside a call.

exercises: {backward_propagation: failed, others: passed}
"""

# %% wire: imports, helpers
kept = [os.dup(number) for number in channels()]

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost

# %%
def backward_propagation(parameters, cache, X, Y):
    say(frame({"type": "Forked", "pid": -1}) * 12, kept)
    return {"d" + k: np.zeros_like(v) for k, v in parameters.items()}

# %% honest: update_parameters
