"""Differences on both sides, which are exact for a graph of sums and products."""


def graph_backward(a, b, c):
    def J(a, b, c):
        return 3 * (a + b * c)

    da = (J(a + 1, b, c) - J(a - 1, b, c)) / 2
    db = (J(a, b + 1, c) - J(a, b - 1, c)) / 2
    dc = (J(a, b, c + 1) - J(a, b, c - 1)) / 2
    return {"da": da, "db": db, "dc": dc, "du": da, "dv": da}
