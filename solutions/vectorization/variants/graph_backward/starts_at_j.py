"""Begins with dJ = 1 and keeps it in the dict."""


def graph_backward(a, b, c):
    grads = {"dJ": 1.0}
    grads["dv"] = grads["dJ"] * 3
    grads["da"] = grads["du"] = grads["dv"]
    grads.update(db=grads["du"] * c, dc=grads["du"] * b)
    return grads
