"""Helpers that the known mistakes of several exercises need."""


def factors(answer, J=1.0, dw=1.0, db=1.0):
    """Return cost and gradient, each multiplied by a factor."""
    return answer[0] * J, answer[1] * dw, answer[2] * db
