"""Mistakes that students make in `highs_and_lows`, each with the hint that they read."""

import matplotlib.pyplot as plt

from autograder.misconceptions import misconception


@misconception("highs_and_lows")
def no_legend(days, highs, lows, *, reference):
    """Your lines have labels, but there is no legend: `label=...` alone shows nothing."""
    axes = reference.highs_and_lows(days, highs, lows)
    axes.get_legend().remove()
    return axes


@misconception("highs_and_lows")
def labels_swapped(days, highs, lows, *, reference):
    """Your legend calls the lowest temperatures "high" and the highest ones "low"."""
    return reference.highs_and_lows(days, lows, highs)


@misconception("highs_and_lows")
def two_figures(days, highs, lows):
    """Your second line is not in the axes of the first one. Make the axes once, before both."""
    plt.figure()
    plt.plot(days, highs, label="high")
    plt.legend()
    plt.figure()
    plt.plot(days, lows, label="low")
    plt.legend()
