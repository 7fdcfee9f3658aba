"""A loop that puts ones in front of the first shape until both are equally long, and never ends
where the first is longer.

based on: as_taught
exercises: {broadcast_shape: timeout, others: passed}
"""

# %% broadcast_shape-solution
def broadcast_shape(a, b):
    while len(a) != len(b):
        a = (1,) + a
    return tuple(max(n, k) for n, k in zip(a, b))

# %% rank_one_question
YOUR ANSWER HERE
