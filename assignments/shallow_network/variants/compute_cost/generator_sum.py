"""The logarithm of the Bernoulli probability as a power, added up by math.fsum."""

import math


def compute_cost(A2, Y):
    pairs = list(zip(A2.ravel().tolist(), Y.ravel().tolist()))
    return -math.fsum(math.log(a**y * (1 - a) ** (1 - y)) for a, y in pairs) / len(pairs)
