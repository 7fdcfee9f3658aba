# %% list
def graph_backward(a, b, c):
    return [3, 3 * c, 3 * b, 3, 3]

# %% swapped
def graph_backward(a, b, c):
    return {"da": 3, "db": 3 * b, "dc": 3 * c, "du": 3, "dv": 3}

# %% tuple_of_three
def graph_backward(a, b, c):
    return 3, 3 * c, 3 * b
