"""Mistakes that students make in `mean_by_station`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("mean_by_station")
def sums(weather):
    """Your bars are as high as the sum of a station's temperatures. The mean is asked for."""
    found = weather.groupby("station")["temperature"].sum()
    return found.plot.bar(ylabel="mean temperature")


@misconception("mean_by_station")
def horizontal(weather):
    """Your bars lie. The names of the stations belong to the x-axis, the numbers to the y-axis."""
    means = weather.groupby("station")["temperature"].mean()
    return means.plot.barh(ylabel="mean temperature")


@misconception("mean_by_station")
def sorted_by_height(weather):
    """Your stations are in the order of their temperatures, not in alphabetical order."""
    means = weather.groupby("station")["temperature"].mean().sort_values()
    return means.plot.bar(ylabel="mean temperature")
