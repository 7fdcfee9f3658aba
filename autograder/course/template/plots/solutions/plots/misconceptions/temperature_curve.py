"""Mistakes that students make in `temperature_curve`, each with the hint that they read."""

import matplotlib.pyplot as plt

from autograder.misconceptions import misconception


@misconception("temperature_curve")
def against_their_number(days, temperatures, *, reference):
    """Your line shows the temperatures against 0, 1, 2, ... and not against the days.

    `plot` with one list takes the places in the list for x. The days may have gaps.
    """
    return reference.temperature_curve(range(len(days)), temperatures)


@misconception("temperature_curve")
def swapped(days, temperatures, *, reference):
    """The days are on the y-axis of your plot, and the temperatures on the x-axis."""
    return reference.temperature_curve(temperatures, days)


@misconception("temperature_curve")
def no_labels(days, temperatures):
    """Your line is right, but nothing says what it shows: the labels and the title are missing."""
    axes = plt.subplots()[1]
    axes.plot(days, temperatures)
    return axes


@misconception("temperature_curve")
def points(days, temperatures, *, reference):
    """Your plot shows points. A line is asked for."""
    axes = reference.temperature_curve(days, temperatures)
    axes.lines[0].remove()
    axes.scatter(days, temperatures)
    return axes
