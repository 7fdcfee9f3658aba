"""A negative power in place of the fraction."""


def decayed_rate(alpha0, decay, k):
    return alpha0 * (1 + decay * k) ** -1
