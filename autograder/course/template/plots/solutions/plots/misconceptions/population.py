"""Mistakes that students make in `population`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("population")
def logarithms(areas, people, *, reference):
    """Your plot shows the logarithms of the numbers. Let the axes be logarithmic instead.

    Then the axes still show the areas and the people themselves.
    """
    axes = reference.population(np.log10(areas), np.log10(people))
    axes.set(xscale="linear", yscale="linear")
    return axes


@misconception("population")
def only_one_log(areas, people, *, reference):
    """Only the y-axis of your plot is logarithmic."""
    axes = reference.population(areas, people)
    axes.set_xscale("linear")
    return axes


@misconception("population")
def linear(areas, people, *, reference):
    """The axes of your plot are linear: the small towns cannot be told apart."""
    axes = reference.population(areas, people)
    axes.set(xscale="linear", yscale="linear")
    return axes


@misconception("population")
def joined(areas, people, *, reference):
    """Your plot joins the towns by a line. There is nothing between two towns: draw points."""
    axes = reference.population(areas, people)
    axes.collections[0].remove()
    axes.plot(areas, people)
    return axes
