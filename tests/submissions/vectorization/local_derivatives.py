"""One mistake: each derivative is that of its own step, without the chain rule.

based on: as_taught
exercises: {graph_backward: failed, others: passed}
"""

# %% rank_one_question
YOUR ANSWER HERE

# %% graph_backward-solution
def graph_backward(a, b, c):
    dv = 3
    du = 1  # v = a + u
    da = 1
    db = c  # u = b c
    dc = b
    return {"da": da, "db": db, "dc": dc, "du": du, "dv": dv}
