"""Sends Answer, Ready, Spawned, Killed and Forked, as if it were the other side.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    kinds = [{"type": "Answer", "ok": True}, {"type": "Ready"}, {"type": "Spawned"}, {"type": "Killed"}, {"type": "Forked", "pid": 1}]
    return frame(kinds[count % 5], ["l", []])

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
