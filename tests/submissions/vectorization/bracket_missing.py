"""A bracket is not closed in one cell, a line is indented by accident in another; the other cells
are not touched by it.

based on: as_taught
exercises: {weighted_sums: missing, graph_backward: missing, others: passed}
notes:
- did not parse
"""

# %% rank_one_question
YOUR ANSWER HERE

# %% weighted_sums-solution
def weighted_sums(w, X, b):
    return np.dot(w.T, X + b

# %% graph_backward-solution
def graph_backward(a, b, c):
    dv = 3
    du = dv
      db = du * c
    return {"da": dv, "db": db, "dc": du * b, "du": du, "dv": dv}
