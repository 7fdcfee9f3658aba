"""Sends MessagePack whose arrays, maps and texts claim four thousand million items and hold none.

exercises: {compute_cost: crashed, others: passed}
"""

# %% wire: imports, helpers
def forged(count):
    body = {1: b"\xdd\xff\xff\xff\xff", 2: b"\xdf\xff\xff\xff\xff"}.get(count, b"\xdb\xff\xff\xff\xff")
    header = b"\x92\x81\xa4type\xa8Returned" + body
    return struct.pack("!IQ", len(header), 0) + header

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    speak_for_worker(forged)

# %% honest: backward_propagation, update_parameters
