"""Copies of all gradients, changed in place; the squared norm."""

import copy

import numpy as np


def add_l2(cost, gradients, parameters, strength, m):
    new = copy.deepcopy(gradients)
    for name in parameters:
        if not name.startswith("W"):
            continue
        cost += strength / (2 * m) * np.linalg.norm(parameters[name]) ** 2
        new["d" + name] += strength * parameters[name] / m
    return float(cost), new
