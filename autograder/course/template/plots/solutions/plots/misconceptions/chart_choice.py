"""Mistakes that students make in `chart_choice`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("chart_choice")
def pie():
    """A pie chart shows shares of a whole. There is no whole here."""
    return "a"


@misconception("chart_choice")
def line():
    """A line joins neighbours, but the order in which the cars were measured means nothing."""
    return "b"


@misconception("chart_choice")
def bars():
    """Bars show one number for each car. There are two here, and 400 bars are too many to see."""
    return "c"
