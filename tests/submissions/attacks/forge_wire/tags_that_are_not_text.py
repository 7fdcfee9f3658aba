"""Sends NaN, a list and a map where the kind of message belongs, and maps with keys that cannot be
hashed.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    body = b"\x92\x81\xa4type\xcb\x7f\xf8\x00\x00\x00\x00\x00\x00\xc0" if count > 1 else b"\x92\x81\xa4type\xa8Returned\x81\x81\xa1a\x01\xc0"
    return struct.pack("!IQ", len(body), 0) + body

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
