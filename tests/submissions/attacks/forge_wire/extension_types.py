"""Sends MessagePack extensions: timestamps, a code of its own, and a broken one.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    body = b"\xd6\xff\x00\x00\x00\x00" if count > 1 else b"\xd4\x05\x01"
    header = b"\x92\x81\xa4type\xa8Returned" + body
    return struct.pack("!IQ", len(header), 0) + header

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
