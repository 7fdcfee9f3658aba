"""A dict, filled step by step."""


def graph_forward(a, b, c):
    steps = {}
    steps["u"] = b * c
    steps["v"] = a + steps["u"]
    steps["J"] = 3 * steps["v"]
    return steps
