"""Mistakes that students make in `histogram`, each with the hint that they read."""

import matplotlib.pyplot as plt

from autograder.misconceptions import misconception


@misconception("histogram")
def bins_from_the_data(values):
    """Your bins reach from the smallest value to the largest one. They must always be the same.

    `hist` can be told between which numbers the bins lie, or at which numbers they begin and end.
    """
    axes = plt.subplots()[1]
    axes.hist(values, bins=10)
    axes.set_ylabel("count")
    return axes


@misconception("histogram")
def shares(values):
    """Your bars show shares of all values. They must show how many values there are."""
    axes = plt.subplots()[1]
    axes.hist(values, bins=10, range=(0, 100), density=True)
    axes.set_ylabel("count")
    return axes


@misconception("histogram")
def one_edge_too_few(values):
    """Your last bin is missing. Ten bins have eleven edges; `range` ends before its last number."""
    axes = plt.subplots()[1]
    axes.hist(values, bins=range(0, 100, 10))
    axes.set_ylabel("count")
    return axes
