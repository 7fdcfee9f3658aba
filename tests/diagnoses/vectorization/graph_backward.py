# %% list
# says: A list came back where a dict is asked for. Everything that is asked for is in it and right; only return it as asked.
def graph_backward(a, b, c):
    return [3, 3 * c, 3 * b, 3, 3]

# %% swapped
# known: backward_exchanges_b_and_c
def graph_backward(a, b, c):
    return {"da": 3, "db": 3 * b, "dc": 3 * c, "du": 3, "dv": 3}

# %% tuple_of_three
# says: A tuple came back where a dict is asked for. Everything that is asked for is in it and right; only return it as asked.
def graph_backward(a, b, c):
    return 3, 3 * c, 3 * b
