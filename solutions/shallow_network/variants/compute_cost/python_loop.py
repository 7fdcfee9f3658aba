"""A loop over the samples with math.log: a Python float."""

import math


def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = 0
    for i in range(m):
        if Y[0, i]:
            cost += -math.log(A2[0, i])
        else:
            cost += -math.log(1 - A2[0, i])
    return cost / m
