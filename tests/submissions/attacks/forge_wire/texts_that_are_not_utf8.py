"""Sends texts with invalid UTF-8 and half surrogate pairs as values and as names.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    body = b"\x92\x81\xa4type\xa8Returned\xa3\xed\xa0\x80"
    return struct.pack("!IQ", len(body), 0) + body

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
